package seal

// Kept seals what others keep of an owner, under the owner's own key: it goes blank everywhere with that key. Hold it
// for one act and no longer, or it outlives the erasing.
type Kept struct{ key *Key }

// Kept gives the key to who keeps something of its owner. What is sealed so is never mistaken for what the owner
// itself sealed.
func (k *Key) Kept() Kept { return Kept{k} }

// Seal seals plain for one purpose.
func (k Kept) Seal(plain []byte, what string) ([]byte, error) { return k.key.Seal(plain, "kept/"+what) }

// Open opens what Seal sealed for the same purpose.
func (k Kept) Open(sealed []byte, what string) ([]byte, error) {
	return k.key.Open(sealed, "kept/"+what)
}
