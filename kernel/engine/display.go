package engine

import (
	"fmt"
	"image"
	"io"
	"net/http"
	"os"
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/imports"
)

// MIMEMap is values by MIME type, as gophernotes' display package has it.
type MIMEMap = map[string]any

// Data is what Display shows, as gophernotes' display package has it. Unlike
// Bundle it is an unnamed type, so that libraries need not import anything.
type Data = struct{ Data, Metadata, Transient MIMEMap }

// gophernotesPath is the other path by which cells may import display.
const gophernotesPath = "github.com/gopherdata/gophernotes"

const (
	mimeHTML       = "text/html"
	mimeJavaScript = "application/javascript"
	mimeJPEG       = "image/jpeg"
	mimeJSON       = "application/json"
	mimeLatex      = "text/latex"
	mimeMarkdown   = "text/markdown"
	mimePNG        = "image/png"
	mimePDF        = "application/pdf"
	mimeSVG        = "image/svg+xml"
	mimeText       = "text/plain"
)

// displayPackage is the package that every cell has under the name display.
func (in *interpreter) displayPackage() imports.Package {
	p := imports.Package{Name: "display"}
	p.LazyInit("display")
	for name, value := range map[string]any{
		"MIMETypeHTML": mimeHTML, "MIMETypeJavaScript": mimeJavaScript, "MIMETypeJPEG": mimeJPEG,
		"MIMETypeJSON": mimeJSON, "MIMETypeLatex": mimeLatex, "MIMETypeMarkdown": mimeMarkdown,
		"MIMETypePNG": mimePNG, "MIMETypePDF": mimePDF, "MIMETypeSVG": mimeSVG, "MIMETypeText": mimeText,
	} {
		p.Binds[name] = reflect.ValueOf(value)
		p.Untypeds[name] = "string:" + value.(string)
	}
	for name, function := range in.displayFunctions() {
		p.Binds[name] = reflect.ValueOf(function)
	}
	p.Types["Data"] = reflect.TypeFor[Data]()
	p.Types["MIMEMap"] = reflect.TypeFor[MIMEMap]()
	p.Types["Handle"] = reflect.TypeFor[Handle]()
	p.Types["ProgressBar"] = reflect.TypeFor[Progress]()
	for _, f := range faces {
		p.Types[f.name], p.Proxies[f.name] = f.typ, f.proxy
	}
	return p
}

func (in *interpreter) displayFunctions() map[string]any {
	return map[string]any{
		"Any":         in.anyData,
		"Auto":        func(v any) Data { return in.anyData("", v) },
		"File":        in.fileData,
		"HTML":        func(s string) Data { return ofText(mimeHTML, s) },
		"JavaScript":  func(s string) Data { return ofText(mimeJavaScript, s) },
		"JSON":        func(m map[string]any) Data { return ofText(mimeJSON, m) },
		"JPEG":        func(b []byte) Data { return ofBytes(mimeJPEG, b) },
		"Image":       in.imageData,
		"Latex":       func(s string) Data { return ofFormula("$", s) },
		"Math":        func(s string) Data { return ofFormula("$$", s) },
		"Markdown":    func(s string) Data { return ofText(mimeMarkdown, s) },
		"PDF":         func(b []byte) Data { return ofBytes(mimePDF, b) },
		"PNG":         func(b []byte) Data { return ofBytes(mimePNG, b) },
		"SVG":         func(s string) Data { return ofText(mimeSVG, s) },
		"MIME":        func(data, metadata MIMEMap) Data { return Data{Data: data, Metadata: metadata} },
		"MakeData":    makeData,
		"MakeData3":   makeData3,
		"ClearOutput": in.clearOutput,
		"Show":        in.showHandle,
		"Progress":    in.progress,
		"Bytes":       in.progressBytes,
		"Input":       in.input,
		"Password":    in.password,
	}
}

// ofText is data in one textual form, with the plain text beside it.
func ofText(mime string, value any) Data {
	return Data{Data: MIMEMap{mime: value, mimeText: fmt.Sprint(value)}}
}

// ofFormula is a formula between dollars, with its bare source as plain text.
func ofFormula(dollars, formula string) Data {
	return Data{Data: MIMEMap{mimeLatex: dollars + strings.Trim(formula, "$") + dollars, mimeText: formula}}
}

// ofBytes is data in one binary form, with a description of it as plain text.
func ofBytes(mime string, b []byte) Data {
	return Data{Data: MIMEMap{mime: b, mimeText: describe(mime, b)}}
}

func makeData(mime string, data any) Data {
	if b, ok := data.([]byte); ok {
		return ofBytes(mime, b)
	}
	return ofText(mime, data)
}

func makeData3(mime, plaintext string, data any) Data {
	return Data{Data: MIMEMap{mime: data, mimeText: plaintext}}
}

// imageData makes data of an image.Image, which a value may be whose type a cell
// has declared.
func (in *interpreter) imageData(v any) Data {
	v = in.unkept(v)
	img, ok := v.(image.Image)
	if own, isOwn := v.(*ownFaces); isOwn {
		for _, face := range own.faces {
			if i, is := face.(image.Image); is {
				img, ok = i, true
			}
		}
	}
	if !ok {
		panic(fmt.Errorf("display.Image: %s is not an image.Image", in.typeNameOf(v)))
	}
	d, err := ofImage(img)
	if err != nil {
		return Data{Data: MIMEMap{mimeText: err.Error()}}
	}
	return d
}

// typeNameOf is the name of the type of a value that package display is given.
func (in *interpreter) typeNameOf(v any) string {
	if own, ok := v.(*ownFaces); ok {
		v = own.value
	}
	if v == nil {
		return "nil"
	}
	return goName(reflect.TypeOf(v), in.own)
}

// fileData reads a file; an empty MIME type is found from its content.
func (in *interpreter) fileData(mime, path string) Data {
	b, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return in.anyData(mime, b)
}

// anyData makes data of whatever it is given: Data, something that shows
// itself, text (with a MIME type), bytes, or something to read or to write.
func (in *interpreter) anyData(mime string, v any) Data {
	v = in.unkept(v)
	switch v := v.(type) {
	case Data:
		return v
	case string:
		if mime == "" {
			mime = mimeText
		}
		return makeData(mime, v)
	case []byte:
		return ofContent(mime, v)
	}
	if d, ok := in.faceData(v); ok {
		return d
	}
	switch v := v.(type) {
	case io.WriterTo:
		var b strings.Builder
		if _, err := v.WriteTo(&b); err != nil {
			panic(err)
		}
		return ofContent(mime, []byte(b.String()))
	case io.Reader:
		b, err := io.ReadAll(v)
		if err != nil {
			panic(err)
		}
		return ofContent(mime, b)
	}
	if mime == "" {
		mime = mimeText
	}
	return makeData(mime, v)
}

// ofContent makes data of bytes, whose MIME type is found from them if it is
// not given.
func ofContent(mime string, b []byte) Data {
	if mime == "" {
		mime, _, _ = strings.Cut(http.DetectContentType(b), ";")
		if mime == "text/xml" && strings.Contains(string(b[:min(len(b), 512)]), "<svg") {
			mime = mimeSVG
		}
	}
	if strings.HasPrefix(mime, "text/") || mime == mimeSVG || mime == mimeJSON || mime == mimeJavaScript {
		return ofText(mime, string(b))
	}
	return ofBytes(mime, b)
}
