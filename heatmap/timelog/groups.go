package timelog

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Groups are the histograms of Options.By, one a value of that column. A nil Groups has
// none. Of very many values a part is in a temporary file, which goes with the Groups.
type Groups struct {
	here map[string]*Histogram
	n    int
	open func() groupSource // if set, not all of them are here
}

// NewGroups makes Groups of histograms that were filled elsewhere, such as in a database.
// The map is kept, not copied.
func NewGroups(histograms map[string]*Histogram) *Groups {
	return &Groups{here: histograms, n: len(histograms)}
}

// Len is how many values there are.
func (g *Groups) Len() int {
	if g == nil {
		return 0
	}
	return g.n
}

// Each calls f for every value, in ascending order of the values' bytes, with the
// histogram of its events, which f may keep. It ends with the first error of f, and with
// one of its own when the temporary file cannot be read any more.
func (g *Groups) Each(f func(value string, events *Histogram) error) error {
	if g == nil {
		return nil
	}
	if g.open != nil {
		return each(g.open(), func(of aGroup) error { return f(of.value, of.histogram()) })
	}
	for _, value := range slices.Sorted(maps.Keys(g.here)) {
		if err := f(value, g.here[value]); err != nil {
			return err
		}
	}
	return nil
}

// Of is the histogram of one value, nil if no event has it. Of very many values it looks
// through all of them.
func (g *Groups) Of(value string) *Histogram {
	if g != nil && g.open == nil {
		return g.here[value]
	}
	var found *Histogram
	_ = g.Each(func(v string, events *Histogram) error {
		if v == value {
			found = events
			return io.EOF
		}
		return nil
	})
	return found
}

// errNoMore ends a source of groups.
var errNoMore = fmt.Errorf("no more groups: %w", io.EOF)

// aGroup is a value with its events, in ascending order of their time.
type aGroup struct {
	value  string
	events []aBin
}

// aBin is a bin of a Histogram: when it begins, and how many events are in it.
type aBin struct{ unix, n int64 }

func (g *aGroup) histogram() *Histogram {
	h := &Histogram{narrow: true}
	for _, b := range g.events {
		h.Add(b.unix, b.n)
	}
	return h
}

// groupSource gives groups in ascending order of their values, and errNoMore at the end.
type groupSource func() (aGroup, error)

func each(next groupSource, f func(aGroup) error) error {
	for {
		g, err := next()
		if err == errNoMore {
			return nil
		}
		if err == nil {
			err = f(g)
		}
		if err != nil {
			return err
		}
	}
}

// mapGroups gives groups that are in memory. Their events are valid until the next call.
func mapGroups(groups map[string]*Histogram) groupSource {
	values := slices.Sorted(maps.Keys(groups))
	var room []aBin
	return func() (aGroup, error) {
		if len(values) == 0 {
			return aGroup{}, errNoMore
		}
		value := values[0]
		values, room = values[1:], room[:0]
		groups[value].Each(func(unix, n int64) { room = append(room, aBin{unix, n}) })
		return aGroup{value, room}, nil
	}
}

// sectionGroups reads what putGroup has written.
func sectionGroups(r *bufio.Reader) groupSource {
	var room []aBin
	return func() (g aGroup, err error) {
		size, err := binary.ReadUvarint(r)
		if err == io.EOF {
			return g, errNoMore
		}
		value := make([]byte, size)
		if err == nil {
			_, err = io.ReadFull(r, value)
		}
		if err == nil {
			room, err = readBins(r, room[:0])
		}
		if err != nil {
			return g, fmt.Errorf("the temporary file with the groups: %w", err)
		}
		return aGroup{string(value), room}, nil
	}
}

// putGroup writes a value and its events: how many bins, then of each its distance from the
// one before and its count.
func putGroup(w *bufio.Writer, g aGroup) error {
	w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(g.value))))
	w.WriteString(g.value)
	_, err := w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(g.events))))
	before := int64(0)
	for _, bin := range g.events {
		b := binary.AppendVarint(w.AvailableBuffer(), bin.unix-before)
		_, err = w.Write(binary.AppendVarint(b, bin.n))
		before = bin.unix
	}
	return err
}

func readBins(r *bufio.Reader, bins []aBin) ([]aBin, error) {
	left, err := binary.ReadUvarint(r)
	for unix := int64(0); left > 0 && err == nil; left-- {
		var step, n int64
		if step, err = binary.ReadVarint(r); err == nil {
			n, err = binary.ReadVarint(r)
		}
		unix += step
		bins = append(bins, aBin{unix, n})
	}
	return bins, err
}
