package timelog

import (
	"bufio"
	"context"
)

const (
	// groupsInMemory is how much of the histograms of groups is in memory, in bytes: half
	// of it of the files that have been read, half with the goroutines that read.
	groupsInMemory = 80 << 20
	// sourcesAtOnce is how many sections are read side by side, each through a
	// buffer of 16 KiB.
	sourcesAtOnce = 256
)

// What groups take in memory, as measured: a value beside its bytes, a page more, and a
// page that has grown large.
const (
	groupTakes = 360
	pageTakes  = 80
	largeTakes = 300
)

// grouped are the histograms of groups that a goroutine fills, or those of all.
type grouped struct {
	here     map[string]*Histogram
	takes    int // what they take in memory, about
	most     int // … and may take
	aside    *aside
	sections []section
	turns    int // how often here has been emptied
}

// of is the histogram of a value.
func (g *grouped) of(value []byte) *Histogram {
	if h := g.here[string(value)]; h != nil {
		return h
	}
	if g.here == nil {
		g.here = map[string]*Histogram{}
	}
	h := &Histogram{narrow: true}
	g.here[string(value)] = h
	g.takes += groupTakes + len(value)
	return h
}

// add counts an event of the group h.
func (g *grouped) add(h *Histogram, unix int64) {
	g.takes -= h.takes()
	h.Add(unix, 1)
	g.takes += h.takes()
}

// relieve puts all aside if they are many. If that fails they stay where they are, and
// the aside knows why.
func (g *grouped) relieve() {
	if g.takes <= g.most || g.aside == nil {
		return
	}
	s, err := g.aside.write(func(w *bufio.Writer) error {
		return each(mapGroups(g.here), func(of aGroup) error { return putGroup(w, of) })
	})
	if err != nil {
		g.aside = nil
		return
	}
	g.sections = append(g.sections, s)
	g.here, g.takes = nil, 0
	g.turns++
}

// absorb takes over the groups of o, which is not needed any more.
func (g *grouped) absorb(o *grouped) {
	g.sections = append(g.sections, o.sections...)
	if g.here == nil {
		g.here, g.takes = o.here, o.takes
		return
	}
	for value, events := range o.here {
		if have := g.here[value]; have != nil {
			g.takes -= have.takes()
			have.absorb(events)
			g.takes += have.takes()
		} else {
			g.here[value] = events
			g.takes += groupTakes + len(value) + events.takes()
		}
	}
	*o = grouped{}
}

// groups are all of them, which g does not change any more. If the file cannot take more,
// what is in it stays in parts.
func (g *grouped) groups(ctx context.Context, file *aside) (*Groups, error) {
	if len(g.sections) == 0 {
		if g.here == nil {
			g.here = map[string]*Histogram{}
		}
		return NewGroups(g.here), nil
	}
	for len(g.sections) > sourcesAtOnce {
		some := g.sections[:sourcesAtOnce]
		s, _, err := writeMerged(ctx, file, file.sources(some))
		if err != nil {
			break
		}
		g.sections = append(g.sections[sourcesAtOnce:], s)
	}
	parts := func() groupSource {
		return merged(append(file.sources(g.sections), mapGroups(g.here)))
	}
	whole, n, err := writeMerged(ctx, file, append(file.sources(g.sections), mapGroups(g.here)))
	if err == nil {
		return &Groups{n: n, open: func() groupSource { return sectionGroups(file.reader(whole, 1<<16)) }}, nil
	}
	n = 0
	err = each(parts(), func(aGroup) error { n++; return ctx.Err() })
	return &Groups{n: n, open: parts}, err
}

// sources are the groups of each of some sections.
func (a *aside) sources(sections []section) (out []groupSource) {
	for _, s := range sections {
		out = append(out, sectionGroups(a.reader(s, 1<<14)))
	}
	return out
}

// writeMerged brings sources together in a section, and counts the groups.
func writeMerged(ctx context.Context, file *aside, sources []groupSource) (s section, n int, err error) {
	s, err = file.write(func(w *bufio.Writer) error {
		return each(merged(sources), func(g aGroup) error {
			n++
			if err := ctx.Err(); err != nil {
				return err
			}
			return putGroup(w, g)
		})
	})
	return s, n, err
}

// takes is about how much memory the pages take, in bytes.
func (h *Histogram) takes() int {
	return len(h.small)*pageTakes + len(h.pages)*largeTakes + len(h.early)*pageTakes/2
}
