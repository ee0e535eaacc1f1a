package notebook

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif"  // pictures that outputs may hold
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// EncodeBytes returns bytes as a notebook holds them: base64 with a line end,
// as Jupyter's own kernel sends them.
func EncodeBytes(data []byte) string {
	return base64.StdEncoding.EncodeToString(data) + "\n"
}

// DecodeBytes undoes [EncodeBytes]; blanks and line ends are skipped.
func DecodeBytes(s string) ([]byte, error) {
	return base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
}

// maxPixels bounds the pictures that are decoded: a header of a few bytes can
// claim gigabytes.
const maxPixels = 100 << 20

func decodePicture(s string) (image.Image, error) {
	data, err := DecodeBytes(s)
	if err != nil {
		return nil, err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if int64(config.Width)*int64(config.Height) > maxPixels {
		return nil, fmt.Errorf("%d×%d pixels are too many", config.Width, config.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	return img, err
}

// comparePictures compares two pictures in base64. It returns a sentence after
// a blank; "" when they agree.
func comparePictures(old, fresh string, opt CompareOptions) string {
	a, errA := decodePicture(old)
	b, errB := decodePicture(fresh)
	switch {
	case errA != nil && errB != nil:
		return " neither picture can be read, and their bytes differ"
	case errA != nil:
		return fmt.Sprintf(" the committed picture cannot be read: %v", errA)
	case errB != nil:
		return fmt.Sprintf(" the fresh picture cannot be read: %v", errB)
	case a.Bounds().Size() != b.Bounds().Size():
		s, t := a.Bounds().Size(), b.Bounds().Size()
		return fmt.Sprintf(" the picture was %d×%d pixels and is %d×%d", s.X, s.Y, t.X, t.Y)
	}
	d := measure(a, b, opt.Channel)
	if d.share <= opt.Share && d.mean <= opt.Mean {
		return ""
	}
	return fmt.Sprintf(" %.3g %% of %d×%d pixels are off by more than %d of 255 (at most %d, in the mean %.3g; allowed are %.3g %% and a mean of %.3g)",
		100*d.share, a.Bounds().Dx(), a.Bounds().Dy(), opt.Channel, d.max, d.mean, 100*opt.Share, opt.Mean)
}

// distance is how far two pictures of one size are apart.
type distance struct {
	share, mean float64 // share of pixels, and mean over channels, of 255
	max         int     // largest difference of a channel, of 255
}

func measure(a, b image.Image, channel int) distance {
	p, q := a.Bounds().Min, b.Bounds().Min
	size := a.Bounds().Size()
	var d distance
	sum, differing := 0, 0
	for y := range size.Y {
		for x := range size.X {
			worst := 0
			for _, c := range channelDistances(a.At(p.X+x, p.Y+y), b.At(q.X+x, q.Y+y)) {
				sum += c
				worst = max(worst, c)
			}
			if worst > channel {
				differing++
			}
			d.max = max(d.max, worst)
		}
	}
	if n := float64(size.X) * float64(size.Y); n > 0 {
		d.share, d.mean = float64(differing)/n, float64(sum)/(4*n)
	}
	return d
}

// channelDistances returns how far red, green, blue and alpha are apart, of
// 255. Colours are premultiplied, so what is transparent is equal.
func channelDistances(a, b interface{ RGBA() (r, g, b, a uint32) }) [4]int {
	r1, g1, b1, a1 := a.RGBA()
	r2, g2, b2, a2 := b.RGBA()
	apart := func(x, y uint32) int { return int(max(x, y)>>8) - int(min(x, y)>>8) }
	return [4]int{apart(r1, r2), apart(g1, g2), apart(b1, b2), apart(a1, a2)}
}

var (
	svgTags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<[^<>]*>`) })
	// Words and colours, which are not numbers, and numbers, which may follow
	// the letter of a path's command.
	svgNumber = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`#\w+|[A-Za-z_]{2,}[\w.]*|[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?`)
	})
)

// sameDrawing reports whether two SVG texts, or HTML texts with drawings in
// them, agree but for the numbers inside the tags of drawings, which may be
// 0.01 apart: a hundredth of a pixel, or of a point.
func sameDrawing(a, b string) bool {
	tagsA, tagsB := svgTags().FindAllStringIndex(a, -1), svgTags().FindAllStringIndex(b, -1)
	if len(tagsA) != len(tagsB) {
		return false
	}
	endA, endB, inside := 0, 0, false
	for i, t := range tagsA {
		u := tagsB[i]
		tagA, tagB := a[t[0]:t[1]], b[u[0]:u[1]]
		if a[endA:t[0]] != b[endB:u[0]] {
			return false
		}
		inside = inside || strings.HasPrefix(tagA, "<svg")
		if tagA != tagB && !(inside && sameNumbers(tagA, tagB)) {
			return false
		}
		inside = inside && !strings.HasPrefix(tagA, "</svg")
		endA, endB = t[1], u[1]
	}
	return a[endA:] == b[endB:]
}

// sameNumbers reports whether two tags agree but for numbers at most 0.01
// apart.
func sameNumbers(a, b string) bool {
	wordsA, wordsB := svgNumber().FindAllString(a, -1), svgNumber().FindAllString(b, -1)
	if len(wordsA) != len(wordsB) || svgNumber().ReplaceAllString(a, "\x00") != svgNumber().ReplaceAllString(b, "\x00") {
		return false
	}
	for i := range wordsA {
		if wordsA[i] == wordsB[i] {
			continue
		}
		x, errX := strconv.ParseFloat(wordsA[i], 64)
		y, errY := strconv.ParseFloat(wordsB[i], 64)
		if errX != nil || errY != nil || !(math.Abs(x-y) <= 0.01) {
			return false
		}
	}
	return true
}
