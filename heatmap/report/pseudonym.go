package report

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pseudonyms gives handles other names, the same handle always the same one, and
// replaces them in texts. The names are a keyed hash (HMAC-SHA-256), so that only
// who has the key can tell which handle a name stands for by trying handles.
type Pseudonyms struct {
	key   []byte
	names map[string]string // handle, in lower case → name
	long  []string          // the handles, the longest first
	first map[byte][]int    // the same by their first byte
}

// pseudonymDigits is how many hexadecimal digits of the hash a name shows: among
// a thousand handles, two share 40 bits with a probability of 5 in ten million.
const pseudonymDigits = 10

// minKey is the shortest key, in bytes.
const minKey = 16

// NewPseudonyms prepares names for handles, which are compared without regard to
// case. Every handle has its own name. An address such as ann@example.org is
// replaced as a whole; "ann" alone gets the name of the address if there is but one
// Ann among the handles. A key shorter than 16 bytes is an error.
func NewPseudonyms(key []byte, handles []string) (*Pseudonyms, error) {
	if len(key) < minKey {
		return nil, fmt.Errorf("report: the key for pseudonyms has %d bytes: take %d or more that nobody can guess", len(key), minKey)
	}
	p := &Pseudonyms{key: key, names: map[string]string{}, first: map[byte][]int{}}
	whose := map[string]string{} // the part before the @ → the address, "" for several
	for _, handle := range handles {
		handle = strings.ToLower(strings.TrimSpace(handle))
		if handle == "" {
			continue
		}
		p.names[handle] = p.name(handle)
		local, _, address := strings.Cut(handle, "@")
		if !address || local == "" {
			continue
		}
		if other, known := whose[local]; known && other != handle {
			handle = ""
		}
		whose[local] = handle
	}
	for local, handle := range whose {
		if _, itself := p.names[local]; !itself {
			p.names[local] = p.name(s0(handle, local))
		}
	}
	for handle := range p.names {
		p.long = append(p.long, handle)
	}
	sort.Slice(p.long, func(i, j int) bool {
		a, b := p.long[i], p.long[j]
		return len(a) > len(b) || len(a) == len(b) && a < b
	})
	for i, handle := range p.long {
		p.first[handle[0]] = append(p.first[handle[0]], i)
	}
	return p, nil
}

// name is the pseudonym of a handle.
func (p *Pseudonyms) name(handle string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(handle))
	return "p-" + hex.EncodeToString(mac.Sum(nil))[:pseudonymDigits]
}

// Text replaces the handles in a text wherever they stand as a word of their own,
// in upper or lower case.
func (p *Pseudonyms) Text(text string) string {
	if p == nil || len(p.long) == 0 || text == "" {
		return text
	}
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // a letter whose lower case is longer or shorter
		lower = text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		n, name := 0, ""
		if i == 0 || !wordEndsAt(lower, i) {
			n, name = p.at(lower, i)
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+n])
		} else {
			b.WriteString(name)
		}
		i += n
	}
	return b.String()
}

// at finds the longest handle that stands at a place of a text as a word.
func (p *Pseudonyms) at(lower string, i int) (n int, name string) {
	for _, k := range p.first[lower[i]] {
		handle := p.long[k]
		if strings.HasPrefix(lower[i:], handle) && (i+len(handle) == len(lower) || !inWord(handle, lower[i+len(handle):])) {
			return len(handle), p.names[handle]
		}
	}
	return 0, ""
}

// wordEndsAt tells whether the character before a place belongs to a word that goes on.
func wordEndsAt(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	next, _ := utf8.DecodeRuneInString(text[i:])
	return wordRune(r) && wordRune(next)
}

// inWord tells whether the rest of a text goes on with the word that the handle ends.
func inWord(handle, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(handle)
	next, _ := utf8.DecodeRuneInString(rest)
	return wordRune(last) && wordRune(next)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
