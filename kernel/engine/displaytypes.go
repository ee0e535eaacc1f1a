package engine

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
)

// displaySource declares package display for the type checker. What takes any
// here is checked by the interpreter.
const displaySource = `package display

// MIMEMap holds forms of one value by MIME type.
type MIMEMap = map[string]any
// Data is what a front-end is told to show: one value in one or more forms, what is
// said about them, and what is not kept in the notebook.
type Data = struct{ Data, Metadata, Transient MIMEMap }

const (
	MIMETypeHTML       = "text/html"
	MIMETypeJavaScript = "application/javascript"
	MIMETypeJPEG       = "image/jpeg"
	MIMETypeJSON       = "application/json"
	MIMETypeLatex      = "text/latex"
	MIMETypeMarkdown   = "text/markdown"
	MIMETypePNG        = "image/png"
	MIMETypePDF        = "application/pdf"
	MIMETypeSVG        = "image/svg+xml"
	MIMETypeText       = "text/plain"
)

// Any makes data of a value; an empty MIME type is found from its content.
func Any(mime string, value any) Data
// Auto makes data of a value in all the forms it has.
func Auto(value any) Data
// File makes data of a file; an empty MIME type is found from its content.
func File(mime, path string) Data
// HTML makes data that is shown as part of a page.
func HTML(html string) Data
// JavaScript makes data that the front-end runs, if the notebook is trusted.
func JavaScript(code string) Data
// JSON makes data that is shown as a tree.
func JSON(value map[string]any) Data
// JPEG makes data of an encoded picture.
func JPEG(picture []byte) Data
// Image makes data of an image.Image, as PNG.
func Image(image any) Data
// Latex makes data of a formula that stands within a line.
func Latex(formula string) Data
// Math makes data of a formula on a line of its own.
func Math(formula string) Data
// Markdown makes data of formatted text.
func Markdown(text string) Data
// PDF makes data of a document.
func PDF(document []byte) Data
// PNG makes data of an encoded picture.
func PNG(picture []byte) Data
// SVG makes data of a drawing.
func SVG(picture string) Data
// MIME makes data of forms that are at hand already.
func MIME(data, metadata MIMEMap) Data
// MakeData makes data of one form.
func MakeData(mime string, value any) Data
// MakeData3 makes data of one form and a text for front-ends that cannot show it.
func MakeData3(mime, plaintext string, value any) Data

// ClearOutput removes what the cell has shown; with wait, when it shows more.
func ClearOutput(wait bool)

// Show shows any value in all its forms, and can replace it later.
func Show(value any) *Handle

// Progress shows a progress bar for so many steps.
func Progress(total int, label string) *ProgressBar

// Bytes shows a progress bar for functions that report how many bytes they have
// read, as the option Progress of heatmap.Read does.
func Bytes(label string) func(done, total int64)

// ProgressBar is a progress bar.
type ProgressBar struct{ _ int }

// Add counts n more steps as done.
func (p *ProgressBar) Add(n int)

// Done fills the bar.
func (p *ProgressBar) Done()

// Input asks the user for a line.
func Input(prompt string) (string, error)

// Password asks the user for a line that is not shown as it is written.
func Password(prompt string) (string, error)

// Handle is a display that can be replaced.
type Handle struct{ _ int }

// Update puts another value in the place of the one shown.
func (h *Handle) Update(value any) error

type (
	Renderer       interface{ Render() Data }
	SimpleRenderer interface{ SimpleRender() MIMEMap }
	HTMLer         interface{ HTML() string }
	JavaScripter   interface{ JavaScript() string }
	JPEGer         interface{ JPEG() []byte }
	JSONer         interface{ JSON() map[string]any }
	Latexer        interface{ Latex() string }
	Markdowner     interface{ Markdown() string }
	PNGer          interface{ PNG() []byte }
	PDFer          interface{ PDF() []byte }
	SVGer          interface{ SVG() string }
	Stringer       interface{ String() string }
)

var Display func(Data) error
`

// displayTypes are the types of package display.
var displayTypes = sync.OnceValue(func() *types.Package {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "display.go", displaySource, parser.SkipObjectResolution)
	if err != nil {
		panic(err) // a mistake above
	}
	conf := types.Config{IgnoreFuncBodies: true}
	pkg, err := conf.Check("display", fset, []*ast.File{file}, nil)
	if err != nil {
		panic(err)
	}
	return pkg
})

// displayDocs are the comments on what package display exports.
var displayDocs = sync.OnceValue(func() map[string]string {
	docs := map[string]string{"": "Package display shows values in a notebook."}
	file, err := parser.ParseFile(token.NewFileSet(), "display.go", displaySource, parser.ParseComments)
	if err != nil {
		panic(err) // a mistake above
	}
	for _, decl := range file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if t := receiverName(d); t != "" {
				name = t + "." + name
			}
			docs[name] = strings.Join(strings.Fields(d.Doc.Text()), " ")
		case *ast.GenDecl:
			for _, name := range declaredBy(d) {
				docs[name] = strings.Join(strings.Fields(d.Doc.Text()), " ")
			}
		}
	}
	return docs
})
