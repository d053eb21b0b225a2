package seal

import (
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
)

// keySize makes AES-256.
const keySize = 32

// Key seals what belongs to one conversation or case. It is safe for concurrent use.
type Key struct {
	masked
	owner string
	gcm   *subtle.AESGCM
}

func newKey(owner string, raw []byte) (*Key, error) {
	gcm, err := subtle.NewAESGCM(raw)
	if err != nil {
		return nil, fmt.Errorf("use key of %s: %w", owner, err)
	}
	return &Key{owner: owner, gcm: gcm}, nil
}

// Seal seals plain for one purpose: what is sealed can be opened only with the same owner's key and
// the same what, so it cannot be passed off as another line, state or effect.
func (k *Key) Seal(plain []byte, what string) ([]byte, error) {
	sealed, err := k.gcm.Encrypt(plain, k.bind(what))
	if err != nil {
		return nil, fmt.Errorf("seal %s of %s: %w", what, k.owner, err)
	}
	return sealed, nil
}

// Open opens what Seal sealed for the same purpose.
func (k *Key) Open(sealed []byte, what string) ([]byte, error) {
	plain, err := k.gcm.Decrypt(sealed, k.bind(what))
	if err != nil {
		return nil, fmt.Errorf("open %s of %s: %w", what, k.owner, err)
	}
	return plain, nil
}

func (k *Key) bind(what string) []byte { return []byte(k.owner + "\x00" + what) }
