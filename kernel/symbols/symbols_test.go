package symbols

import (
	"bytes"
	"go/types"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
)

// Every table must be one that the interpreter accepts: it checks the proxies
// when it imports.
func TestTables(t *testing.T) {
	nb := newNotebook(t)
	known := map[string]*types.Package{}
	for _, path := range Paths() {
		pkg, ok := Lookup(path)
		if !ok {
			t.Fatalf("no table for %s", path)
		}
		pkg.Validate(path)
		if _, err := Types(known, path); err != nil {
			t.Error(err)
		}
		for _, required := range pkg.Requires {
			if _, ok := Lookup(required); !ok {
				t.Errorf("%s requires %s, which has no table", path, required)
			}
		}
		if _, _, err := nb.try(`import _ "` + path + `"`); err != nil {
			t.Errorf("import %s: %v", path, err)
		}
	}
	if _, ok := Lookup("syscall"); ok {
		t.Error("syscall has a table")
	}
}

// What a table offers, the type checker must know, and with the same sort.
func TestTablesAgreeWithTypes(t *testing.T) {
	known := map[string]*types.Package{}
	for _, path := range Paths() {
		symbols, _ := Lookup(path)
		pkg, err := Types(known, path)
		if err != nil {
			t.Fatal(err)
		}
		for name := range symbols.Binds {
			switch pkg.Scope().Lookup(name).(type) {
			case *types.Const, *types.Var, *types.Func:
			default:
				t.Errorf("%s.%s is no value for the type checker", path, name)
			}
		}
		for name := range symbols.Types {
			if _, ok := pkg.Scope().Lookup(name).(*types.TypeName); !ok {
				t.Errorf("%s.%s is no type for the type checker", path, name)
			}
		}
	}
}

func TestInterpretedTypesImplementCompiledInterfaces(t *testing.T) {
	nb := newNotebook(t)
	nb.run(`import (
	"fmt"
	"sort"
	"strings"
	"io"
)`)
	nb.want(`type byLength []string
func (b byLength) Len() int           { return len(b) }
func (b byLength) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLength) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }
words := byLength{"three", "on", "four"}
sort.Sort(words)
words`, "[on four three]", "")
	nb.want(`type shout struct{ r io.Reader }
func (s shout) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	copy(p, strings.ToUpper(string(p[:n])))
	return n, err
}
loud, err := io.ReadAll(shout{strings.NewReader("quiet")})
string(loud)`, "QUIET", "")
	nb.want(`type point struct{ x, y int }
func (p point) String() string { return fmt.Sprintf("<%d %d>", p.x, p.y) }
fmt.Println(point{1, 2}, &point{3, 4})
fmt.Printf("%v %s %5.1f|%d\n", point{5, 6}, point{7, 8}, 2.25, point{1, 2})`, "", "stdout:<1 2> <3 4>\nstdout:<5 6> <7 8>   2.2|{1 2}\n")
	nb.want(`type failure struct{ code int }
func (f *failure) Error() string { return fmt.Sprint("code ", f.code) }
fmt.Errorf("wrapped: %w", &failure{9})`, "wrapped: code 9", "")
}

func TestPlotOfInterpretedGrid(t *testing.T) {
	nb := newNotebook(t)
	value, _ := nb.run(`import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/plotter"
)
type board struct{ n int }
func (b board) Dims() (c, r int)   { return b.n, b.n }
func (b board) Z(c, r int) float64 { return float64(c * r) }
func (b board) X(c int) float64    { return float64(c) }
func (b board) Y(r int) float64    { return float64(r) }
p := plot.New()
p.Title.Text = "A board"
p.Add(plotter.NewHeatMap(board{4}, moreland.SmoothBlueRed().Palette(16)))
p`)
	svg, _ := value["image/svg+xml"].(string)
	if !strings.Contains(svg, "<svg") || !strings.Contains(svg, "A board") {
		t.Errorf("SVG: %.300s", svg)
	}
	picture, ok := value["image/png"].([]byte)
	if !ok {
		t.Fatal("no PNG")
	}
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	// 7 × 4.5 inches at the 96 dots per inch of vgimg.
	if size := img.Bounds().Size(); size.X != 672 || size.Y != 432 {
		t.Errorf("PNG of %v", size)
	}
	colours := map[[3]uint32]bool{}
	for y := range 432 {
		for x := range 672 {
			r, g, b, _ := img.At(x, y).RGBA()
			colours[[3]uint32{r, g, b}] = true
		}
	}
	if len(colours) < 7 { // products of 0…3: 0 1 2 3 4 6 9
		t.Errorf("only %d colours in the picture", len(colours))
	}
	if value["text/plain"] != "plot: A board" {
		t.Errorf("text %v", value["text/plain"])
	}
}

func TestDataFrame(t *testing.T) {
	nb := newNotebook(t)
	const load = `import (
	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)
df := dataframe.New(
	series.New([]string{"<script>", "бета"}, series.String, "who"),
	series.New([]float64{1.5, 2}, series.Float, "much"),
)
df`
	for _, src := range []string{load, "&df", "any(df)"} {
		value, _ := nb.run(src)
		table, _ := value["text/html"].(string)
		for _, want := range []string{"<table>", "&lt;script&gt;", "бета", "<th title=\"float\">much</th>", "1.5"} {
			if !strings.Contains(table, want) {
				t.Errorf("%s: no %q in %s", src, want, table)
			}
		}
		const text = "DataFrame: 2 rows × 2 columns\n   who       much\n0  <script>   1.5\n1  бета         2"
		if value["text/plain"] != text {
			t.Errorf("%s:\n%v\nwant\n%v", src, value["text/plain"], text)
		}
	}
	value, _ := nb.run("series.New(make([]int, 100), series.Int, \"zeros\")")
	table, _ := value["text/html"].(string)
	if !strings.Contains(table, "… 80 more rows …") || strings.Count(table, "<tr>") != 22 {
		t.Errorf("long series: %s", table) // a head, 20 rows, and the line between
	}
	value, _ = nb.run(`df.Select("nothing")`)
	if text, _ := value["text/plain"].(string); !strings.HasPrefix(text, "DataFrame error: ") || !strings.Contains(text, "nothing") {
		t.Errorf("frame with an error: %q", text)
	}
}

func TestStreams(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import (\n\"fmt\"\n\"os\"\n\"log\"\n\"time\"\n)")
	nb.want(`fmt.Println("one")`, "", "stdout:one\n")
	nb.want("fmt.Print(\"a\")\nos.Stdout.WriteString(\"b\")\nfmt.Print(\"c\")", "", "stdout:astdout:bstdout:c")
	nb.want(`fmt.Fprintf(os.Stderr, "%d", 7)`, "", "stderr:7")
	nb.want("log.SetFlags(0)\nlog.Print(\"note\")", "", "stderr:note\n")
	nb.want(`println("built in", 1)`, "", "stderr:built in 1\n")
	nb.want("done := make(chan bool)\ngo func() { fmt.Println(\"from a goroutine\"); done <- true }()\n_ = <-done", "", "stdout:from a goroutine\n")
	_, out := nb.run("go func() { panic(\"alone\") }()\ntime.Sleep(50 * time.Millisecond)")
	if !strings.Contains(out, "alone") || !strings.HasPrefix(out, "stderr:") {
		t.Errorf("panic in a goroutine: %q", out)
	}
}

// A large output arrives whole, and before the cell ends.
func TestLargeOutput(t *testing.T) {
	nb := newNotebook(t)
	_, out := nb.run(`import "os"
line := make([]byte, 1000)
for i := range line { line[i] = 'x' }
for i := 0; i < 3000; i++ { os.Stdout.Write(line) }`)
	if n := strings.Count(out, "x"); n != 3_000_000 {
		t.Errorf("%d bytes of 3000000", n)
	}
}

func TestExit(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import (\n\"os\"\n\"log\"\n\"runtime\"\n)\nkept := 5")
	for src, want := range map[string]string{
		"os.Exit(3)":              "exit status 3",
		`log.Fatal("end")`:        "exit status 1",
		"runtime.Goexit()":        "exit status 0",
		"func() { os.Exit(4) }()": "exit status 4",
	} {
		_, _, err := nb.try(src)
		fault, ok := err.(*engine.Error)
		if !ok || fault.Name != "Exit" || !strings.Contains(fault.Value, want) {
			t.Errorf("%s: %v", src, err)
		}
	}
	nb.want("kept", "5", "")
}

func TestImportErrors(t *testing.T) {
	nb := newNotebook(t)
	tests := []struct{ src, want string }{
		{`import "github.com/some/thing"`, "github.com/go-gota/gota/dataframe"},
		{`import "gonum.org/v1/plto"`, "Did you mean gonum.org/v1/plot?"},
		{`import "http"`, "not compiled into this kernel"},
		{`import "string"`, "Did you mean strings?"},
		{"import \"fmt\"\nimport \"nope\"\nfmt.Println(1)", "nope"},
		{"strings.ToUpper(\"x\")", `import "strings" first`},
	}
	for _, test := range tests {
		_, out, err := nb.try(test.src)
		if err == nil || !strings.Contains(err.Error(), test.want) || out != "" {
			t.Errorf("%s: output %q, error %v", test.src, out, err)
		}
	}
}

// The committed tables are those that the generator makes.
func TestGenerated(t *testing.T) {
	if testing.Short() {
		t.Skip("type-checks the standard library three times")
	}
	dir := t.TempDir()
	cmd := exec.Command("go", "run", "./generate", "-o", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	made, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(made) < len(paths) {
		t.Fatalf("%d files made, error %v", len(made), err)
	}
	for _, name := range made {
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Base(name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what go generate ./kernel/symbols makes (%v)", filepath.Base(name), err)
		}
	}
}
