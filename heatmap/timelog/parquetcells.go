package timelog

import (
	"io"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
)

// dictValue is what is known of a value in the dictionary of a column, once it is.
type dictValue struct {
	text    []byte
	present bool
	read    bool
	hashed  bool
	key     rowKey
	events  *Histogram // of the rows with this value
	turn    int        // … among the groups that have been put aside so often
}

// more is how many values are at hand, 0 at the end or after an error. If the cursor may
// take codes, those of a page with a dictionary are codes of it.
func (c *cursor) more() int {
	for len(c.vals) == 0 && len(c.codes) == 0 {
		if c.err != nil {
			return 0
		}
		if c.read == nil && !c.turn() {
			return 0
		}
		if c.coded && c.codesOfPage() {
			c.read = nil
			continue
		}
		n, err := c.read.ReadValues(c.buf)
		c.vals = c.buf[:n]
		if err != nil {
			c.read = nil
			if err != io.EOF {
				c.err = err
			}
		}
	}
	return max(len(c.vals), len(c.codes))
}

// turn makes the next page the one to read; false at the end or after an error.
func (c *cursor) turn() bool {
	c.page, c.err = c.pages.ReadPage()
	if c.err != nil {
		return false
	}
	c.read = c.page.Values()
	return true
}

// codesOfPage takes the codes of the page, the one behind those of the dictionary for a
// value that is missing; false if it has no dictionary.
func (c *cursor) codesOfPage() bool {
	dict := c.page.Dictionary()
	if dict == nil {
		return false
	}
	if c.dict != dict {
		c.dict, c.known = dict, make([]dictValue, dict.Len()+1)
		c.known[dict.Len()].read = true // missing
	}
	data := c.page.Data()
	present := data.Int32()
	levels := c.page.DefinitionLevels()
	if len(levels) == 0 {
		c.codes = present
		return true
	}
	if cap(c.room) < len(levels) {
		c.room = make([]int32, len(levels))
	}
	c.codes = c.room[:len(levels)]
	missing := int32(len(c.known) - 1)
	for i, level := range levels {
		c.codes[i] = missing
		if int(level) == c.col.full {
			c.codes[i], present = present[0], present[1:]
		}
	}
	return true
}

// skip passes by n of the values at hand.
func (c *cursor) skip(n int) {
	if len(c.codes) > 0 {
		c.codes = c.codes[n:]
		return
	}
	c.vals = c.vals[n:]
}

// ofDictionary is what is known of the i-th of the values at hand, nil if its page has no
// dictionary.
func (c *cursor) ofDictionary(i int) *dictValue {
	if len(c.codes) == 0 {
		return nil
	}
	d := &c.known[c.codes[i]]
	if !d.read {
		v := c.dict.Index(c.codes[i])
		text, present := c.textOf(&v)
		d.text, d.present, d.read = append([]byte(nil), text...), present, true
	}
	return d
}

// cell is the i-th of the values at hand, as the text that it would be in a line of
// JSON. It is valid until the next call.
func (c *cursor) cell(i int) (text []byte, present bool) {
	if d := c.ofDictionary(i); d != nil {
		return d.text, d.present
	}
	return c.textOf(&c.vals[i])
}

// key is the hash of the i-th of the values at hand.
func (c *cursor) key(i int, h *rowHasher) rowKey {
	d := c.ofDictionary(i)
	if d != nil && d.hashed {
		return d.key
	}
	key := noValue
	if text, present := c.cell(i); present {
		key = h.value(text)
	}
	if d != nil {
		d.key, d.hashed = key, true
	}
	return key
}

// histogram counts the rows that have the i-th of the values at hand.
func (c *cursor) histogram(i int, in *grouped) *Histogram {
	d := c.ofDictionary(i)
	if d == nil {
		text, _ := c.cell(i)
		return in.of(text)
	}
	if d.events == nil || d.turn != in.turns {
		d.events, d.turn = in.of(d.text), in.turns
	}
	return d.events
}

func (c *cursor) textOf(v *parquet.Value) (text []byte, present bool) {
	r := &c.col.render
	if v.IsNull() {
		return nil, false
	}
	if bytes := r.kind == parquet.ByteArray || r.kind == parquet.FixedLenByteArray; bytes && !r.number && !r.uuid {
		if b := v.ByteArray(); utf8.Valid(b) {
			return b, true
		}
	}
	c.text = r.append(c.text[:0], v)
	switch {
	case string(c.text) == "null":
		return nil, false
	case c.text[0] == '"': // digits and letters: nothing in it is escaped
		return c.text[1 : len(c.text)-1], true
	}
	return c.text, true
}
