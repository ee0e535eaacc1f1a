package wire

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Scheme is the only signature scheme that connection files may name.
const Scheme = "hmac-sha256"

// Sign returns the signature of the parts under key, in lower-case
// hexadecimal; an empty one when the key is empty (RFC 2104 over FIPS 180-4).
func Sign(key []byte, parts ...[]byte) []byte {
	if len(key) == 0 {
		return []byte{}
	}
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		h.Write(p)
	}
	return hex.AppendEncode(nil, h.Sum(nil))
}

// verify compares in constant time, so that a forger learns nothing from how
// long a refusal takes.
func verify(key, signature []byte, parts [][]byte) error {
	if len(key) == 0 {
		return nil
	}
	if len(signature) == 0 {
		return fmt.Errorf("%w: none given", ErrSignature)
	}
	if !hmac.Equal(signature, Sign(key, parts...)) {
		return ErrSignature
	}
	return nil
}
