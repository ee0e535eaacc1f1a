package engine

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif"  // so that GIF pictures can be described
	_ "image/jpeg" // and JPEG pictures
	"image/png"
	"strings"
)

// addImage is the face of an image.Image: a PNG picture.
func addImage(img image.Image, d *Data) {
	picture, err := ofImage(img)
	if err != nil {
		picture = Data{Data: MIMEMap{mimeText: "image: " + err.Error()}}
	}
	merge(d, picture)
}

func ofImage(img image.Image) (Data, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return Data{}, fmt.Errorf("encoding the image: %w", err)
	}
	d := ofBytes(mimePNG, b.Bytes())
	size := img.Bounds().Size()
	d.Metadata = MIMEMap{mimePNG: map[string]any{"width": size.X, "height": size.Y}}
	return d, nil
}

// describe is the plain text of binary data: what it is, and how large.
func describe(mime string, b []byte) string {
	kind, noun := strings.ToUpper(mime[strings.LastIndexByte(mime, '/')+1:]), "data"
	if strings.HasPrefix(mime, "image/") {
		noun = "image"
		if c, _, err := image.DecodeConfig(bytes.NewReader(b)); err == nil {
			return fmt.Sprintf("%s image, %d × %d, %s", kind, c.Width, c.Height, byteSize(len(b)))
		}
	}
	return fmt.Sprintf("%s %s, %s", kind, noun, byteSize(len(b)))
}

func byteSize(n int) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KiB", (n+1<<9)>>10)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}
