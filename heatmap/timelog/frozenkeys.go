package timelog

import (
	"bufio"
	"encoding/binary"
	"fmt"
)

// frozenKeys are what hashTable has put into files: runs of keys, the newest last, each
// more than twice as long as the one after it, so that there are few. A filter in memory
// (B. H. Bloom, Space/time trade-offs in hash coding, doi:10.1145/362686.362692, with its
// bits for a key in one word) spares nearly all looks into files for keys that are new.
type frozenKeys struct {
	runs   []*frozenRun
	filter []uint64
	chunk  []byte
	err    error // why no more can be added
}

const (
	filterBits = 21 // of the number of words of the filter: 16 MiB
	// chunkPlaces is how many places are read at a time.
	chunkPlaces = 16
)

// frozenRun is one file: the parts of a hashTable, one after another.
type frozenRun struct {
	file  aside
	parts [hashParts]struct {
		at     int64 // of its first byte
		places int
		n      int // of them with a key
	}
	keys int
}

func filterWord(kept uint64) uint64 { return kept >> (64 - filterBits) }

// filterMask has the three bits of a key within its word.
func filterMask(kept uint64) uint64 {
	return 1<<(kept&63) | 1<<(kept>>6&63) | 1<<(kept>>12&63)
}

// find looks for a key, in the newest run first, and copies its values.
func (f *frozenKeys) find(k rowKey, values []uint64) (found bool, err error) {
	kept := max(k[0], 1)
	if mask := filterMask(kept); f.filter[filterWord(kept)]&mask != mask {
		return false, nil
	}
	for i := len(f.runs) - 1; i >= 0 && !found && err == nil; i-- {
		found, err = f.look(f.runs[i], k, values)
	}
	return found, err
}

// look looks for a key in one run.
func (f *frozenKeys) look(run *frozenRun, k rowKey, values []uint64) (bool, error) {
	part, kept, wide := &run.parts[hashPartOf(k)], max(k[0], 1), 1+len(values)
	if part.places == 0 {
		return false, nil
	}
	for at := homeOf(kept, part.places); ; {
		n := min(chunkPlaces, part.places-at)
		chunk := f.chunk[:n*wide*8]
		if _, err := run.file.file.ReadAt(chunk, part.at+int64(at*wide*8)); err != nil {
			return false, fmt.Errorf("the temporary file with the rows seen: %w", err)
		}
		for ; len(chunk) > 0; chunk = chunk[wide*8:] {
			switch binary.LittleEndian.Uint64(chunk) {
			case 0:
				return false, nil
			case kept:
				for i := range values {
					values[i] = binary.LittleEndian.Uint64(chunk[8+8*i:])
				}
				return true, nil
			}
		}
		if at += n; at == part.places {
			at = 0
		}
	}
}

// add puts the keys of a table into a run, together with the runs that are not much longer.
func (f *frozenKeys) add(t *hashTable) error {
	if f.err != nil {
		return f.err
	}
	wide := 1 + t.values
	if f.filter == nil {
		f.filter, f.chunk = make([]uint64, 1<<filterBits), make([]byte, chunkPlaces*wide*8)
	}
	run, stay := &frozenRun{keys: t.here}, len(f.runs)
	for stay > 0 && f.runs[stay-1].keys <= 2*run.keys {
		stay--
		run.keys += f.runs[stay].keys
	}
	_, f.err = run.file.write(func(w *bufio.Writer) error {
		at := int64(0)
		for i := range t.parts {
			part, err := gathered(&t.parts[i], f.runs[stay:], i, wide)
			if err != nil {
				return err
			}
			run.parts[i].at, run.parts[i].places, run.parts[i].n = at, len(part.slots)/wide, part.n
			at += int64(8 * len(part.slots))
			for _, word := range part.slots {
				w.Write(binary.LittleEndian.AppendUint64(w.AvailableBuffer(), word))
			}
		}
		return w.Flush()
	})
	if f.err != nil {
		return f.err
	}
	for i := range t.parts {
		for slots := t.parts[i].slots; len(slots) > 0; slots = slots[wide:] {
			if kept := slots[0]; kept != 0 {
				f.filter[filterWord(kept)] |= filterMask(kept)
			}
		}
	}
	for _, old := range f.runs[stay:] {
		old.file.close()
	}
	f.runs = append(f.runs[:stay], run)
	return nil
}

// gathered brings together what a table and some runs have of the i-th part. The newest
// values of a key count.
func gathered(newest *hashPart, runs []*frozenRun, i, wide int) (all hashPart, err error) {
	n := newest.n
	for _, run := range runs {
		n += run.parts[i].n
	}
	all.slots = make([]uint64, (n*4/3+1)*wide)
	take := func(slots []uint64) {
		for ; len(slots) > 0; slots = slots[wide:] {
			if slots[0] == 0 {
				continue
			}
			if at := all.place(slots[0], wide); all.slots[at] == 0 {
				copy(all.slots[at:], slots[:wide])
				all.n++
			}
		}
	}
	take(newest.slots)
	for k := len(runs) - 1; k >= 0; k-- {
		slots, err := runs[k].part(i, wide)
		if err != nil {
			return all, err
		}
		take(slots)
	}
	return all, nil
}

// part reads the i-th part.
func (run *frozenRun) part(i, wide int) ([]uint64, error) {
	p := &run.parts[i]
	text := make([]byte, p.places*wide*8)
	if _, err := run.file.file.ReadAt(text, p.at); err != nil {
		return nil, err
	}
	slots := make([]uint64, p.places*wide)
	for k := range slots {
		slots[k] = binary.LittleEndian.Uint64(text[8*k:])
	}
	return slots, nil
}
