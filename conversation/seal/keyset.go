package seal

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// lookupSize is the length of the lookup key, as long as the hash it is used with.
const lookupSize = sha256.Size

// Keyset is the deployment's secret: a Tink AEAD keyset, which wraps the keys of conversations and
// cases and may be rotated, and one HMAC key for lookups, which may not: a number must hash alike
// for ever. It is safe for concurrent use.
type Keyset struct {
	masked
	handle *keyset.Handle
	aead   tink.AEAD
	lookup []byte
}

// file is the shape of a keyset file:
// {"aead": <Tink's JSON of a cleartext keyset>, "lookup": "<base64, 32 bytes>"}.
type file struct {
	AEAD   json.RawMessage `json:"aead"`
	Lookup []byte          `json:"lookup"`
}

// NewKeyset makes a keyset from the system's randomness.
func NewKeyset() (*Keyset, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("make keyset: %w", err)
	}
	lookup := make([]byte, lookupSize)
	rand.Read(lookup)
	return fromHandle(handle, lookup)
}

// ReadKeyset reads what Write wrote.
func ReadKeyset(r io.Reader) (*Keyset, error) {
	var f file
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		// The decoder's error may quote what it read, which is a key.
		return nil, errors.New("read keyset: this is not a keyset file")
	}
	if len(f.Lookup) != lookupSize {
		return nil, fmt.Errorf("read keyset: the lookup key has %d bytes, not %d", len(f.Lookup), lookupSize)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(f.AEAD)))
	if err != nil {
		return nil, errors.New("read keyset: its aead part is not a Tink keyset")
	}
	return fromHandle(handle, f.Lookup)
}

func fromHandle(handle *keyset.Handle, lookup []byte) (*Keyset, error) {
	a, err := aead.New(handle)
	if err != nil {
		return nil, fmt.Errorf("use keyset: %w", err)
	}
	return &Keyset{handle: handle, aead: a, lookup: lookup}, nil
}

// Write writes the keyset in clear: the file must be readable by the service alone.
func (k *Keyset) Write(w io.Writer) error {
	var b bytes.Buffer
	if err := insecurecleartextkeyset.Write(k.handle, keyset.NewJSONWriter(&b)); err != nil {
		return fmt.Errorf("write keyset: %w", err)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(file{AEAD: b.Bytes(), Lookup: k.lookup}); err != nil {
		return fmt.Errorf("write keyset: %w", err)
	}
	return nil
}

// Seal seals a small thing that belongs to no conversation, such as a phone number, under the
// deployment's own key. The same what must be given to Open: it binds the purpose.
func (k *Keyset) Seal(plain []byte, what string) ([]byte, error) {
	sealed, err := k.aead.Encrypt(plain, []byte("own\x00"+what))
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", what, err)
	}
	return sealed, nil
}

// Open opens what Seal sealed for the same purpose.
func (k *Keyset) Open(sealed []byte, what string) ([]byte, error) {
	plain, err := k.aead.Decrypt(sealed, []byte("own\x00"+what))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", what, err)
	}
	return plain, nil
}

// NewKey makes a key for one owner, a conversation or a case, and gives it wrapped, to be kept, and
// open, to be used.
func (k *Keyset) NewKey(owner string) (wrapped []byte, key *Key, err error) {
	raw := make([]byte, keySize)
	rand.Read(raw)
	wrapped, err = k.aead.Encrypt(raw, []byte("key\x00"+owner))
	if err != nil {
		return nil, nil, fmt.Errorf("wrap key of %s: %w", owner, err)
	}
	key, err = newKey(owner, raw)
	return wrapped, key, err
}

// Unwrap opens a key that NewKey made for the same owner.
func (k *Keyset) Unwrap(owner string, wrapped []byte) (*Key, error) {
	raw, err := k.aead.Decrypt(wrapped, []byte("key\x00"+owner))
	if err != nil {
		return nil, fmt.Errorf("unwrap key of %s: %w", owner, err)
	}
	return newKey(owner, raw)
}

// Hash is the keyed hash by which a value is looked up without being kept: 32 characters a-z, 2-7.
// Without the keyset nobody can try out all phone numbers. purpose keeps the hashes of one use from
// matching those of another and must not hold a zero byte.
func (k *Keyset) Hash(purpose, value string) string {
	h := hmac.New(sha256.New, k.lookup)
	io.WriteString(h, purpose+"\x00"+value)
	return lower.EncodeToString(h.Sum(nil)[:20])
}

var lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
