package notebook

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// fixIDs gives an id to each cell that has none, an invalid one or one that an
// earlier cell has. Format 4.5 asks for 1 to 64 characters out of A-Z a-z 0-9 -
// and _, unique in the notebook.
func (nb *Notebook) fixIDs() {
	used := make(map[string]bool, len(nb.Cells))
	wanting := make([]bool, len(nb.Cells))
	for i, c := range nb.Cells {
		wanting[i] = !validID(c.ID) || used[c.ID]
		used[c.ID] = true
	}
	for i, c := range nb.Cells {
		if wanting[i] {
			c.ID = newID(i, c, used)
			used[c.ID] = true
		}
	}
}

func validID(id string) bool {
	if len(id) < 1 || len(id) > 64 {
		return false
	}
	for _, r := range id {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '-', r == '_':
		default:
			return false
		}
	}
	return true
}

// newID derives an id from the cell's place, type and source: eight hexadecimal
// digits, as long as Jupyter's own.
func newID(place int, c *Cell, used map[string]bool) string {
	for try := 0; ; try++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%d\x00%s\x00%s", place, try, c.Type, c.Source))
		if id := hex.EncodeToString(sum[:4]); !used[id] {
			return id
		}
	}
}
