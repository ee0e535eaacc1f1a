package timelog

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/Velocidex/ordereddict"
)

// evtxTime is the column of System/TimeCreated.
const evtxTime = "TimeCreated"

// evtxSystem are the columns from the System part of an event, under the names
// that exports of event logs use.
var evtxSystem = []struct{ column, key, attribute string }{
	{"EventID", "EventID", "Value"},
	{"Provider", "Provider", "Name"},
	{"Channel", "Channel", ""},
	{"Computer", "Computer", ""},
	{"Level", "Level", ""},
	{"Task", "Task", ""},
	{"ProcessID", "Execution", "ProcessID"},
	{"ThreadID", "Execution", "ThreadID"},
	{"UserID", "Security", "UserID"},
}

// eventWriter writes events as lines of JSON.
type eventWriter struct {
	out    *jsonLines
	wanted []string // nil for all
}

func newEventWriter(out *jsonLines, wanted []string) *eventWriter {
	return &eventWriter{out: out, wanted: wanted}
}

// key starts a member if it is wanted.
func (w *eventWriter) key(name string) bool {
	if w.wanted != nil && !slices.Contains(w.wanted, name) {
		return false
	}
	w.out.key(name)
	return true
}

// filetimeInstant is the time of a FILETIME: 100 ns since 1601, which is
// 11644473600 seconds before 1970.
func filetimeInstant(ft uint64) instant {
	return instant{int64(ft/1e7) - 11644473600, int32(ft%1e7) * 100}
}

// bare writes what the header of a record tells.
func (w *eventWriter) bare(r evtxRecordInfo) error {
	w.out.begin()
	w.head(r, filetimeInstant(r.time))
	return w.out.end()
}

func (w *eventWriter) head(r evtxRecordInfo, at instant) {
	if w.key(evtxTime) {
		w.out.b = appendStamp(w.out.b, at, true, 1e7)
	}
	if w.key("EventRecordID") {
		w.out.b = strconv.AppendUint(w.out.b, r.id, 10)
	}
}

// event writes a parsed event.
func (w *eventWriter) event(r evtxRecordInfo, event any) error {
	root := below(event, "Event")
	system := below(root, "System")
	w.out.begin()
	w.head(r, eventTime(r, below(below(system, "TimeCreated"), "SystemTime")))
	for _, s := range evtxSystem {
		v := below(system, s.key)
		if d, ok := v.(*ordereddict.Dict); ok {
			v = below(d, s.attribute)
		}
		if v != nil && w.key(s.column) {
			w.value(v)
		}
	}
	if d, ok := root.(*ordereddict.Dict); ok {
		for _, part := range d.Keys() {
			if part == "System" || part == "xmlns" {
				continue
			}
			v, _ := d.Get(part)
			w.flat(part, v, 0)
		}
	}
	return w.out.end()
}

// eventTime is the time of the event. The parser gives it in seconds as a
// float64, good to two microseconds (a FILETIME of today has more bits than a
// float64); where it is the one in the header of the record, which is exact, that
// is taken.
func eventTime(r evtxRecordInfo, system any) instant {
	at := filetimeInstant(r.time)
	f, ok := system.(float64)
	if !ok || math.Abs(f-(float64(at.sec)+float64(at.nano)/1e9)) < 2e-6 {
		return at
	}
	micros := int64(math.Round(f * 1e6))
	sec := micros / 1e6
	if micros%1e6 < 0 {
		sec--
	}
	return instant{sec, int32(micros-sec*1e6) * 1000}
}

// below is the member of an element, nil if it has none of that name.
func below(v any, name string) any {
	d, ok := v.(*ordereddict.Dict)
	if !ok {
		return nil
	}
	m, _ := d.Get(name)
	return m
}

// maxEventDepth bounds the elements inside each other.
const maxEventDepth = 20

// flat writes an element and those below it under dotted names.
func (w *eventWriter) flat(name string, v any, depth int) {
	switch v := v.(type) {
	case nil:
	case *ordereddict.Dict:
		if depth == maxEventDepth {
			return
		}
		for _, k := range v.Keys() {
			m, _ := v.Get(k)
			w.flat(name+"."+k, m, depth+1)
		}
	default:
		if w.key(name) {
			w.value(v)
		}
	}
}

// value writes a value as JSON. The parser gives times, and nothing else, as
// float64.
func (w *eventWriter) value(v any) {
	b := w.out.b
	switch v := v.(type) {
	case string:
		b = appendText(b, v)
	case float64:
		if at := eventTime(evtxRecordInfo{}, v); math.Abs(v) < 1e11 {
			b = appendStamp(b, at, true, 1e6)
		} else {
			b = append(b, "null"...)
		}
	case bool:
		b = strconv.AppendBool(b, v)
	case uint8, uint16, uint32, uint64:
		b = fmt.Append(b, v)
	case []byte:
		b = fmt.Appendf(b, `"%x"`, v)
	default:
		b = appendText(b, fmt.Sprint(v))
	}
	w.out.b = b
}
