package symbols

import (
	"io"
	"strings"
	"sync"
)

// documents keeps the documentation of the packages that was asked for.
var documents struct {
	sync.Mutex
	packages map[string]map[string]string
}

// Docs is the first paragraph of the documentation of something that a package
// exports: name is "Println", "Buffer.Write" for a method or a field, and "" for
// the package itself. It is "" for what has no documentation.
func Docs(path, name string) string {
	documents.Lock()
	defer documents.Unlock()
	known, ok := documents.packages[path]
	if !ok {
		known = readDocs(path)
		if documents.packages == nil {
			documents.packages = map[string]map[string]string{}
		}
		documents.packages[path] = known
	}
	return known[name]
}

// readDocs reads the documentation of a package; nil if there is none.
func readDocs(path string) map[string]string {
	z, err := archive()
	if err != nil {
		return nil
	}
	f, err := z.Open(path + ".docs")
	if err != nil {
		return nil
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		return nil
	}
	known := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, doc, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		known[name] = doc
	}
	return known
}
