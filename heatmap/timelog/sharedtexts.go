package timelog

import (
	"bufio"
	"io"
)

// textsInMemory is how much of the texts that a workbook's cells share is in memory, in
// bytes.
const textsInMemory = 24 << 20

// sharedTexts are the texts that the cells of a workbook share, by their number: the first
// in memory, and of very many the rest in a temporary file. The zero value has none.
type sharedTexts struct {
	head []byte
	ends []int64 // where each text ends
	file aside
	out  *bufio.Writer // to the file, until all are there
	full bool          // what comes goes to the file
}

// add appends a text. Without a place for a file all stay in memory.
func (s *sharedTexts) add(text []byte) error {
	end := int64(0)
	if n := len(s.ends); n > 0 {
		end = s.ends[n-1]
	}
	s.ends = append(s.ends, end+int64(len(text)))
	if !s.full && len(s.head)+len(text) > textsInMemory && s.file.err == nil {
		if s.file.open(); s.file.err == nil {
			s.full, s.out = true, bufio.NewWriterSize(io.NewOffsetWriter(s.file.file, 0), 1<<16)
		}
	}
	if !s.full {
		s.head = append(s.head, text...)
		return nil
	}
	_, err := s.out.Write(text)
	return err
}

// finish is called once all are there.
func (s *sharedTexts) finish() error {
	if s.out == nil {
		return nil
	}
	err := s.out.Flush()
	s.out = nil
	return err
}

// at appends the text of the given number to b; ok is false if there is none.
func (s *sharedTexts) at(i int, b []byte) (text []byte, ok bool, err error) {
	if i < 0 || i >= len(s.ends) {
		return b, false, nil
	}
	from, to := int64(0), s.ends[i]
	if i > 0 {
		from = s.ends[i-1]
	}
	if inHead := int64(len(s.head)); to <= inHead {
		return append(b, s.head[from:to]...), true, nil
	} else if from >= inHead {
		from, to = from-inHead, to-inHead
	}
	n := len(b)
	b = append(b, make([]byte, to-from)...)
	_, err = s.file.file.ReadAt(b[n:], from)
	return b, err == nil, err
}

func (s *sharedTexts) close() {
	if s.full {
		s.file.close()
	}
}
