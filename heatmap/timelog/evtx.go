package timelog

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"www.velocidex.com/golang/evtx"
)

// evtxFile translates Windows event logs. The format is described by J. Metz,
// "Windows XML Event Log (EVTX) format" (libevtx documentation): a header of 4 KiB
// and chunks of 64 KiB, each with its records, templates and checksums of its own.
type evtxFile struct {
	at    io.ReaderAt
	size  int64
	first int64 // where the first chunk starts

	rescued int64  // records of damaged chunks of which only the time was read
	chunks  int64  // … how many chunks
	lost    int64  // records that the chunks promise and do not hold
	lostAt  int64  // … the row of the first of them, from 0
	example string // … and what is wrong with its chunk
}

const (
	evtxChunk  = 1 << 16
	evtxHeader = 0x200 // of a chunk
	evtxRecord = 24    // header of a record
)

func newEVTX(at io.ReaderAt, size int64) (translation, error) {
	head := make([]byte, 128)
	if _, err := at.ReadAt(head, 0); err != nil {
		return nil, fmt.Errorf("the event log is cut off: %w", err)
	}
	first := int64(binary.LittleEndian.Uint16(head[40:]))
	if major := binary.LittleEndian.Uint16(head[38:]); major != 3 || first < 128 {
		return nil, fmt.Errorf("an event log of version %d, which is not known here", major)
	}
	return &evtxFile{at: at, size: size, first: first}, nil
}

func (f *evtxFile) format() string { return "evtx" }

// stated is true of the time of the event, which Windows writes in UTC.
func (f *evtxFile) stated(column string) bool { return column == evtxTime }

func (f *evtxFile) write(out *jsonLines, wanted []string) error {
	f.rescued, f.chunks, f.lost = 0, 0, 0
	w := newEventWriter(out, wanted)
	buf := make([]byte, evtxChunk)
	for at := f.first; at < f.size; at += evtxChunk {
		n, err := f.at.ReadAt(buf, at)
		if err != nil && err != io.EOF {
			return err
		}
		clear(buf[n:])
		c := examine(buf)
		if c.blank {
			continue
		}
		if n < evtxChunk {
			c.fault = "cut off"
		}
		if err := f.chunk(w, buf, &c); err != nil {
			return err
		}
	}
	return out.err
}

// chunk gives the records of a chunk: parsed if its checksum holds, their times
// alone otherwise, because the parser trusts what it reads.
func (f *evtxFile) chunk(w *eventWriter, buf []byte, c *evtxChunkInfo) error {
	var events []*evtx.EventRecord
	if c.fault == "" {
		err := safely("EVTX", func() (err error) {
			events, err = parseChunk(buf, c)
			return err
		})
		if err != nil {
			c.fault, events = "unreadable", nil
		}
	}
	for i, r := range c.records {
		var err error
		if i < len(events) {
			err = w.event(r, events[i].Event)
		} else {
			f.rescued++
			err = w.bare(r)
		}
		if err != nil {
			return err
		}
	}
	if len(events) < len(c.records) || c.fault != "" {
		f.chunks++
	}
	if missing := c.promised - int64(len(c.records)); missing > 0 {
		if f.lost == 0 {
			f.lostAt, f.example = w.out.rows, fmt.Sprintf("chunk of the records %d to %d", c.from, c.from+c.promised-1)
		}
		f.lost += missing
	}
	return nil
}

func parseChunk(buf []byte, c *evtxChunkInfo) ([]*evtx.EventRecord, error) {
	chunk, err := evtx.NewChunk(bytes.NewReader(buf), 0)
	if err != nil {
		return nil, err
	}
	if len(c.records) == 0 {
		return nil, nil
	}
	chunk.Header.FirstEventRecNumber, chunk.Header.LastEventRecNumber = 1, uint64(len(c.records))
	events, err := chunk.Parse(-1 << 62)
	if err == nil && len(events) != len(c.records) {
		err = errors.New("fewer records than headers of records")
	}
	return events, err
}

// damaged accounts for the records that are lost.
func (f *evtxFile) damaged() []skipped {
	if f.lost == 0 {
		return nil
	}
	return []skipped{{reason: "lost with a damaged part of its chunk", rows: f.lost, line: f.lostAt, example: f.example}}
}

func (f *evtxFile) doubts() []string {
	if f.chunks == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d of its chunks are damaged or were being written to; of %d records there only the time and number could be read", f.chunks, f.rescued)}
}

// rescuedRows is the number of rows that came out of damage.
func (f *evtxFile) rescuedRows() int64 { return f.rescued }

// evtxChunkInfo is what a chunk says of itself.
type evtxChunkInfo struct {
	blank    bool
	fault    string // "" if its checksums hold
	from     int64  // its first record
	promised int64  // how many records it says it has
	records  []evtxRecordInfo
}

type evtxRecordInfo struct {
	id   uint64
	time uint64 // FILETIME
}

// examine checks a chunk and walks the headers of its records.
func examine(b []byte) (c evtxChunkInfo) {
	le := binary.LittleEndian
	free := int(le.Uint32(b[48:]))
	switch {
	case string(b[:8]) != evtx.EVTX_CHUNK_HEADER_MAGIC:
		c.fault = "without its mark"
	case free < evtxHeader || free > evtxChunk:
		c.fault = "of impossible size"
	case crc32.Update(crc32.ChecksumIEEE(b[:120]), crc32.IEEETable, b[128:evtxHeader]) != le.Uint32(b[124:]),
		crc32.ChecksumIEEE(b[evtxHeader:free]) != le.Uint32(b[52:]):
		c.fault = "whose checksum fails"
	}
	for at := evtxHeader; at+evtxRecord <= len(b) && string(b[at:at+4]) == evtx.EVTX_EVENT_RECORD_MAGIC; {
		size := int(le.Uint32(b[at+4:]))
		if size < evtxRecord || size > len(b)-at || c.fault == "" && at+size > free {
			break
		}
		c.records = append(c.records, evtxRecordInfo{le.Uint64(b[at+8:]), le.Uint64(b[at+16:])})
		at += size
	}
	if first, last := le.Uint64(b[24:]), le.Uint64(b[32:]); c.fault != "without its mark" && last >= first && last-first < evtxChunk/evtxRecord && first < 1<<62 {
		c.from, c.promised = int64(first), int64(last-first)+1
	}
	c.blank = len(c.records) == 0 && (c.fault == "without its mark" || le.Uint64(b[32:]) == 1<<64-1)
	return c
}
