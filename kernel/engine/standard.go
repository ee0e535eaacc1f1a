package engine

import (
	"go/ast"
	"go/types"
	"os"
)

// Two pipes do not keep the order of what is written to one and the other. So
// most of what cells write to os.Stdout and os.Stderr does not go through
// them: where a cell writes, or gives one away as an io.Writer, ·stdout or
// ·stderr takes its place, which writes to the cell at once.

// A standard is the standard output or error of cells.
type standard struct {
	file *os.File // os.Stdout itself, which cells may set
	pipe *pipe
}

func newStandard(p *pipe) *standard { return &standard{p.file, p} }

// Write implements io.Writer.
func (s *standard) Write(b []byte) (int, error) {
	if s.file != s.pipe.file {
		return s.file.Write(b)
	}
	return s.pipe.Write(b)
}

// WriteString is that of a file.
func (s *standard) WriteString(text string) (int, error) { return s.Write([]byte(text)) }

// standard is what takes the place of os.Stdout and os.Stderr; nil for anything else.
func (r *rewriter) standard(e ast.Expr) ast.Expr {
	switch r.packageVariable(e, "os") {
	case "Stdout":
		return &ast.Ident{NamePos: e.Pos(), Name: "·stdout"}
	case "Stderr":
		return &ast.Ident{NamePos: e.Pos(), Name: "·stderr"}
	}
	return nil
}

// packageVariable is the name of the variable of a package that an expression
// is; "" for anything else.
func (r *rewriter) packageVariable(e ast.Expr, path string) string {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	v, ok := r.info.Uses[sel.Sel].(*types.Var)
	if !ok || v.IsField() || v.Pkg() == nil || v.Pkg().Path() != path {
		return ""
	}
	return v.Name()
}

// standardArguments puts the standard writers in the place of the files among
// the arguments of a compiled function that wants an interface.
func (r *rewriter) standardArguments(n *ast.CallExpr) {
	t := r.info.Types[n.Fun].Type
	if t == nil || n.Ellipsis.IsValid() {
		return
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok {
		return
	}
	for i := 0; i < len(n.Args) && i < sig.Params().Len(); i++ {
		if s := r.standard(n.Args[i]); s != nil && types.IsInterface(sig.Params().At(i).Type()) && !(sig.Variadic() && i == sig.Params().Len()-1) {
			n.Args[i] = s
		}
	}
}

// standardMethod makes os.Stdout.Write and os.Stdout.WriteString those of the
// standard writers, and os.Stdin.Read that of the keyboard.
func (r *rewriter) standardMethod(n *ast.SelectorExpr) {
	if n.Sel.Name == "Read" && r.packageVariable(n.X, "os") == "Stdin" {
		n.X = &ast.Ident{NamePos: n.X.Pos(), Name: "·stdin"}
		return
	}
	if n.Sel.Name != "Write" && n.Sel.Name != "WriteString" {
		return
	}
	if s := r.standard(n.X); s != nil {
		n.X = s
	}
}
