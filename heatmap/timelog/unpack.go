package timelog

import (
	"bufio"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz"
)

// Limits against files made to unpack without end ("bombs"). A log compresses
// some ten to a hundred times; a thousand times is beyond any log.
const (
	maxUnpacked = 64 << 30 // bytes out of one input, all members together
	freeUnpack  = 64 << 20 // bytes below which the ratio does not matter
	maxRatio    = 1000     // bytes out for each byte stored
	maxMembers  = 100_000  // of one archive
	maxLayers   = 3        // compressions around each other
	maxNesting  = 2        // archives inside each other
)

// errBomb is wrapped by the errors of inputs that grow beyond the limits.
var errBomb = errors.New("unpacks to more than the limit")

// guard counts what comes out of something compressed and ends it at the limits.
type guard struct {
	r      io.Reader
	stored func() int64 // bytes taken from storage so far
	out    int64
	outer  *guard // the archive it is in
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if bomb := g.count(int64(n)); bomb != nil {
		return 0, bomb
	}
	return n, err
}

func (g *guard) count(n int64) error {
	if g == nil {
		return nil
	}
	g.out += n
	if g.out > maxUnpacked {
		return fmt.Errorf("%w of %d GiB; the rest is left out", errBomb, maxUnpacked>>30)
	}
	if stored := g.stored(); g.out > freeUnpack && g.out/maxRatio > stored {
		return fmt.Errorf("%w of %d times its size; the rest is left out", errBomb, maxRatio)
	}
	return g.outer.count(n)
}

// unpack undoes one compression.
func unpack(pack packing, r io.Reader) (io.Reader, func(), error) {
	r = bufio.NewReaderSize(r, 1<<18)
	switch pack {
	case packGzip:
		z, err := gzip.NewReader(r)
		return z, nil, err
	case packZstd:
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(128<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	case packBzip2:
		return bzip2.NewReader(r), nil, nil
	case packXZ:
		z, err := xz.ReaderConfig{DictCap: 8 << 20}.NewReader(r)
		return z, nil, err
	case packLZ4:
		return lz4.NewReader(r), nil, nil
	}
	return nil, nil, fmt.Errorf("%s is not a compression", pack)
}

// calm turns a panic of a decoder that met damaged data into an error.
type calm struct {
	r    io.Reader
	pack packing
}

func (c *calm) Read(p []byte) (n int, err error) {
	defer func() {
		if e := recover(); e != nil {
			n, err = 0, fmt.Errorf("the %s data is damaged: %v", c.pack, e)
		}
	}()
	n, err = c.r.Read(p)
	if err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("the %s data is damaged: %w", c.pack, err)
	}
	return n, err
}
