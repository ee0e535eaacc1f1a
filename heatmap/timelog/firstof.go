package timelog

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Objects of several kinds in one file may have their times under several names: where a
// record lacks that of the others, the first of its other times is taken.

// mostOthers is how many columns are looked at beside the chosen one.
const mostOthers = 4

// firstOf is the column made of the one chosen and of others, where some records lack the
// first; nil if none do, or if no other column tells their times.
func firstOf(sv *survey, choice timeChoice, rules stampRules) *madeColumn {
	stats := &sv.stats[choice.col]
	if lack := sv.rows - stats.present; 100*lack < sv.rows || choice.dates {
		return nil
	}
	of, reads := []string{choice.name}, []reading{choice.read}
	for _, c := range sv.candidates() {
		other := &sv.stats[c.col]
		name := sv.names[c.col]
		numbers := 2*other.numbers.n > other.present
		if c.col == choice.col || len(of) > mostOthers || nameScore(name) < 0 || numbers && nameScore(name) <= 0 ||
			10*other.valid() < 9*other.present || 2*other.dateOnly > other.valid() || other.noYear > 0 {
			continue
		}
		read, err := other.decide(rules)
		if err != nil || read.unit.days() {
			continue
		}
		of, reads = append(of, name), append(reads, read)
	}
	if len(of) == 1 {
		return nil
	}
	return firstColumn(of, reads)
}

// otherwise stands between the names of columns in that of one made by firstOf.
const otherwise = ", else "

func firstColumn(of []string, reads []reading) *madeColumn {
	return &madeColumn{
		name: strings.Join(of, otherwise), of: of,
		maker: func() columnMaker { return &firstMaker{reads: slices.Clone(reads)} },
		says:  fmt.Sprintf("records without %q are timed by %s", of[0], quoteAll(of[1:])),
	}
}

// firstAsked makes the column asked for by the name that an account of the file gave it:
// "timestamp, else detected_at".
func firstAsked(sv *survey, asked string, rules stampRules) (*madeColumn, error) {
	of := strings.Split(asked, otherwise)
	var reads []reading
	for _, name := range of {
		choice, err := sv.choose(name, rules)
		if err != nil {
			return nil, err
		}
		reads = append(reads, choice.read)
	}
	return firstColumn(of, reads), nil
}

// firstMaker takes the first time that a record has.
type firstMaker struct {
	reads []reading
	out   []byte
}

func (f *firstMaker) value(parts [][]byte) []byte {
	var first []byte
	for i, part := range parts {
		if len(part) == 0 {
			continue
		}
		st, err := f.reads[i].stamp(part)
		if err == nil && (f.reads[i].unit == unitNone || !st.HasZone) {
			return part
		}
		if err == nil {
			f.out = time.Unix(st.Unix, int64(st.Nanos)).UTC().AppendFormat(f.out[:0], time.RFC3339Nano)
			return f.out
		}
		if first == nil {
			first = part
		}
	}
	return first
}
