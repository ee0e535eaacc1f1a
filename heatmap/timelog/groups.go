package timelog

import (
	"bufio"
	"cmp"
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
		return each(g.open(), f)
	}
	return each(mapGroups(g.here), f)
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

// aGroup is a value with its events.
type aGroup struct {
	value  string
	events *Histogram
}

// groupSource gives groups in ascending order of their values, and errNoMore at the end.
type groupSource func() (aGroup, error)

func each(next groupSource, f func(string, *Histogram) error) error {
	for {
		g, err := next()
		if err == errNoMore {
			return nil
		}
		if err == nil {
			err = f(g.value, g.events)
		}
		if err != nil {
			return err
		}
	}
}

func mapGroups(groups map[string]*Histogram) groupSource {
	values := slices.Sorted(maps.Keys(groups))
	return func() (aGroup, error) {
		if len(values) == 0 {
			return aGroup{}, errNoMore
		}
		value := values[0]
		values = values[1:]
		return aGroup{value, groups[value]}, nil
	}
}

// sectionGroups reads what putGroup has written.
func sectionGroups(r *bufio.Reader) groupSource {
	return func() (aGroup, error) {
		size, err := binary.ReadUvarint(r)
		if err == io.EOF {
			return aGroup{}, errNoMore
		}
		value := make([]byte, size)
		if err == nil {
			_, err = io.ReadFull(r, value)
		}
		g := aGroup{string(value), &Histogram{narrow: true}}
		if err == nil {
			err = g.events.read(r)
		}
		if err != nil {
			return g, fmt.Errorf("the temporary file with the groups: %w", err)
		}
		return g, nil
	}
}

// putGroup writes a value and its events.
func putGroup(w *bufio.Writer, g aGroup) error {
	w.Write(binary.AppendUvarint(w.AvailableBuffer(), uint64(len(g.value))))
	w.WriteString(g.value)
	return g.events.write(w)
}

// write writes the bins: how many, then of each its distance from the one before and its
// count.
func (h *Histogram) write(w *bufio.Writer) (err error) {
	bins := uint64(0)
	h.Each(func(int64, int64) { bins++ })
	_, err = w.Write(binary.AppendUvarint(w.AvailableBuffer(), bins))
	before := int64(0)
	h.Each(func(unix, n int64) {
		b := binary.AppendVarint(w.AvailableBuffer(), unix-before)
		_, err = w.Write(binary.AppendVarint(b, n))
		before = unix
	})
	return err
}

// read adds what write has written.
func (h *Histogram) read(r *bufio.Reader) error {
	bins, err := binary.ReadUvarint(r)
	unix := int64(0)
	for ; bins > 0 && err == nil; bins-- {
		var step, n int64
		if step, err = binary.ReadVarint(r); err == nil {
			n, err = binary.ReadVarint(r)
		}
		if err == nil {
			unix += step
			h.Add(unix, n)
		}
	}
	return err
}

// merged brings sources together; what several of them have of a value is added up.
func merged(sources []groupSource) groupSource {
	heads := make([]aGroup, 0, len(sources))
	from := make([]groupSource, 0, len(sources))
	var fault error
	pull := func(source groupSource) {
		g, err := source()
		if err == nil {
			at, _ := slices.BinarySearchFunc(heads, g.value, func(h aGroup, v string) int { return cmp.Compare(v, h.value) })
			heads, from = slices.Insert(heads, at, g), slices.Insert(from, at, source)
		} else if err != errNoMore {
			fault = err
		}
	}
	for _, source := range sources {
		pull(source)
	}
	pop := func() aGroup { // the least is the last
		last := len(heads) - 1
		g, source := heads[last], from[last]
		heads, from = heads[:last], from[:last]
		pull(source)
		return g
	}
	return func() (aGroup, error) {
		if fault != nil {
			return aGroup{}, fault
		}
		if len(heads) == 0 {
			return aGroup{}, errNoMore
		}
		g := pop()
		if len(heads) == 0 || heads[len(heads)-1].value != g.value {
			return g, fault
		}
		sum := &Histogram{narrow: true}
		sum.Merge(g.events)
		for len(heads) > 0 && heads[len(heads)-1].value == g.value {
			sum.Merge(pop().events)
		}
		return aGroup{g.value, sum}, fault
	}
}
