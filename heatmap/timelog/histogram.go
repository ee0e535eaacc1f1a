package timelog

import (
	"maps"
	"math"
	"slices"
)

const (
	quarter  = 15 * 60 // seconds a bin
	pageBins = 32      // bins a page: eight hours, small enough that a sparse group stays small
	pageSpan = pageBins * quarter

	// lastOdd is 1972-01-08 00:00 UTC. The day before, Liberia left its offset
	// of -00:44:30; every offset in force anywhere since is a multiple of 15
	// minutes (IANA tz database, file africa).
	lastOdd = 737 * 86400
)

// Histogram counts events by UTC quarter hour: fine enough to be folded into
// any zone later, because every offset since 1972-01-08 is a multiple of 15
// minutes. Earlier events are kept by the second. The zero value is empty and
// ready. It is not safe for use by several goroutines at once.
type Histogram struct {
	pages map[int64]*page
	early map[int64]int64
	total int64

	last *page // the page used last: logs are mostly in order
	from int64 // where it starts

	narrow bool // one of many: pages are small as long as their counts are
	small  map[int64]*smallPage
	recent *smallPage // the small page used last
	key    int64      // … and its key
}

// page counts the events of eight hours.
type page [pageBins]int64

// smallPage does so in an eighth of the memory, up to 255 a bin.
type smallPage [pageBins]uint8

// Add counts n events at a Unix time in seconds (rounded down).
func (h *Histogram) Add(unix int64, n int64) {
	h.total += n
	if at := uint64(unix - h.from); h.last != nil && at < pageSpan {
		h.last[at/quarter] += n
		return
	}
	h.elsewhere(unix, n)
}

// elsewhere adds what is not on the page used last.
func (h *Histogram) elsewhere(unix, n int64) {
	if unix < lastOdd {
		if h.early == nil {
			h.early = map[int64]int64{}
		}
		h.early[unix] += n
		return
	}
	h.addTo(unix/pageSpan, unix%pageSpan/quarter, n)
}

// addTo adds to a bin of the page of the given key.
func (h *Histogram) addTo(key, bin, n int64) {
	if h.narrow && (h.recent != nil && h.key == key || h.reach(key)) {
		if sum := int64(h.recent[bin]) + n; sum >= 0 && sum <= math.MaxUint8 {
			h.recent[bin] = uint8(sum)
			return
		}
		h.widen(key)
	}
	h.turn(key)
	h.last[bin] += n
}

// reach makes the small page of the given key the recent one; false if it is a large one.
func (h *Histogram) reach(key int64) bool {
	if h.pages[key] != nil {
		return false
	}
	p := h.small[key]
	if p == nil {
		p = new(smallPage)
		h.keep(key, p)
	}
	h.recent, h.key = p, key
	return true
}

func (h *Histogram) keep(key int64, p *smallPage) {
	if h.small == nil {
		h.small = map[int64]*smallPage{}
	}
	h.small[key] = p
}

// widen makes the page of the given key a large one, if it is small.
func (h *Histogram) widen(key int64) {
	p := h.small[key]
	if p == nil {
		return
	}
	h.turn(key)
	for bin, n := range p {
		h.last[bin] += int64(n)
	}
	delete(h.small, key)
	h.recent = nil
}

// turn makes the page of the given key the current one.
func (h *Histogram) turn(key int64) {
	p := h.pages[key]
	if p == nil {
		if h.pages == nil {
			h.pages = map[int64]*page{}
		}
		p = new(page)
		h.pages[key] = p
	}
	h.last, h.from = p, key*pageSpan
}

// Merge adds all counts of o, which may be nil and stays as it is.
func (h *Histogram) Merge(o *Histogram) {
	if o == nil {
		return
	}
	h.mergeEarly(o)
	for key, from := range o.pages {
		h.widen(key)
		h.turn(key)
		h.last.add(from)
	}
	for key, from := range o.small {
		h.addSmall(key, from)
	}
	h.total += o.total
}

// addSmall adds the counts of a small page, which may be its own.
func (h *Histogram) addSmall(key int64, from *smallPage) {
	for bin, n := range *from {
		if n > 0 {
			h.addTo(key, int64(bin), int64(n))
		}
	}
}

// absorb is Merge with a histogram that is not needed any more: pages that h lacks
// become its own.
func (h *Histogram) absorb(o *Histogram) {
	h.mergeEarly(o)
	if h.pages == nil && len(o.pages) > 0 {
		h.pages = map[int64]*page{}
	}
	for key, from := range o.pages {
		h.widen(key)
		if p := h.pages[key]; p != nil {
			p.add(from)
		} else {
			h.pages[key] = from
		}
	}
	for key, from := range o.small {
		if h.narrow && h.pages[key] == nil && h.small[key] == nil {
			h.keep(key, from)
		} else {
			h.addSmall(key, from)
		}
	}
	h.total += o.total
	*o = Histogram{}
}

func (h *Histogram) mergeEarly(o *Histogram) {
	if len(o.early) > 0 && h.early == nil {
		h.early = map[int64]int64{}
	}
	for unix, n := range o.early {
		h.early[unix] += n
	}
}

func (p *page) add(o *page) {
	for i, n := range o {
		p[i] += n
	}
}

// Total is the number of events counted.
func (h *Histogram) Total() int64 {
	return h.total
}

// Each calls f for every bin that is not zero, in ascending order of time. unix
// is the start of the bin: a quarter hour, or the second itself before 1972-01-08.
func (h *Histogram) Each(f func(unix int64, n int64)) {
	for _, at := range sortedKeys(h.early) {
		if n := h.early[at]; n != 0 {
			f(at, n)
		}
	}
	keys := slices.AppendSeq(sortedKeys(h.small), maps.Keys(h.pages))
	slices.Sort(keys)
	for _, key := range keys {
		p := h.pages[key]
		if p == nil {
			p = h.small[key].wide()
		}
		for i, n := range p {
			if n != 0 {
				f(key*pageSpan+int64(i)*quarter, n)
			}
		}
	}
}

func (s *smallPage) wide() *page {
	var p page
	for i, n := range s {
		p[i] = int64(n)
	}
	return &p
}

func sortedKeys[V any](m map[int64]V) []int64 {
	keys := make([]int64, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
