package timelog

import (
	"errors"
	"io"
)

func newEVTX(io.ReaderAt, int64) (translation, error) {
	return nil, errors.New("not a log that is known here: an EVTX file")
}
