package engine

import (
	"go/ast"
	"go/types"
	"os"
	"sync"
)

// A keyboard is the standard input of cells: it asks the user for a line
// whenever one is wanted. It takes the place of os.Stdin where a cell reads from
// that or gives it away as an interface, because reading from a file tells
// nobody that somebody waits.
type keyboard struct {
	in   *interpreter
	file *os.File // os.Stdin itself, which cells may set
	none *os.File // what it is at first: at its end

	lock sync.Mutex
	rest []byte // of the last line
}

func newKeyboard(in *interpreter) *keyboard {
	none := closedInput()
	return &keyboard{in: in, file: none, none: none}
}

// Read implements io.Reader.
func (k *keyboard) Read(b []byte) (int, error) {
	if k.file != k.none {
		return k.file.Read(b)
	}
	k.lock.Lock()
	defer k.lock.Unlock()
	if len(k.rest) == 0 {
		line, err := k.in.input("")
		if err != nil {
			return 0, err
		}
		k.rest = []byte(line + "\n")
	}
	n := copy(b, k.rest)
	k.rest = k.rest[n:]
	return n, nil
}

// standardInput is what takes the place of os.Stdin as a value of type to; nil
// for anything else.
func (r *rewriter) standardInput(e ast.Expr, to types.Type) ast.Expr {
	if !types.IsInterface(to) || r.packageVariable(e, "os") != "Stdin" {
		return nil
	}
	return &ast.Ident{NamePos: e.Pos(), Name: "·stdin"}
}
