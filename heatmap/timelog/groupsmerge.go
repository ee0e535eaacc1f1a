package timelog

import (
	"cmp"
	"slices"
)

// merger brings sources of groups together; what several of them have of a value is added
// up. The events of a group are valid until the next one is asked for.
type merger struct {
	heads []aGroup // the next group of each source, the least last
	from  []groupSource
	stale []groupSource // sources whose group was given, to be asked before the next
	room  [2][]aBin
	fault error
}

func merged(sources []groupSource) groupSource {
	m := &merger{stale: sources}
	return m.next
}

func (m *merger) next() (aGroup, error) {
	m.refresh()
	if m.fault != nil {
		return aGroup{}, m.fault
	}
	if len(m.heads) == 0 {
		return aGroup{}, errNoMore
	}
	g := m.pop()
	for n := 0; len(m.heads) > 0 && m.heads[len(m.heads)-1].value == g.value; n = 1 - n {
		m.room[n] = addBins(m.room[n][:0], g.events, m.pop().events)
		g.events = m.room[n]
	}
	return g, nil
}

// refresh asks the sources whose groups have been given for their next ones.
func (m *merger) refresh() {
	for _, source := range m.stale {
		g, err := source()
		if err == nil {
			at, _ := slices.BinarySearchFunc(m.heads, g.value, func(h aGroup, v string) int { return cmp.Compare(v, h.value) })
			m.heads, m.from = slices.Insert(m.heads, at, g), slices.Insert(m.from, at, source)
		} else if err != errNoMore && m.fault == nil {
			m.fault = err
		}
	}
	m.stale = m.stale[:0:0]
}

// pop takes the least group.
func (m *merger) pop() aGroup {
	last := len(m.heads) - 1
	g := m.heads[last]
	m.stale = append(m.stale, m.from[last])
	m.heads, m.from = m.heads[:last], m.from[:last]
	return g
}

// addBins appends the bins of two groups, those of the same time added up.
func addBins(to, a, b []aBin) []aBin {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].unix < b[0].unix:
			to, a = append(to, a[0]), a[1:]
		case a[0].unix > b[0].unix:
			to, b = append(to, b[0]), b[1:]
		default:
			to = append(to, aBin{a[0].unix, a[0].n + b[0].n})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(to, a...), b...)
}
