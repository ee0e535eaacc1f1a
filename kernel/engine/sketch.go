package engine

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"
)

// A sketch is a cell that has not run, as the type checker sees it: with the
// name that the cursor is in, and what is known around it.
type sketch struct {
	pkg    *types.Package
	info   *types.Info
	id     *ast.Ident // at the cursor
	parent ast.Node   // of id
}

// sketch checks code, in which a name stands at offset. It is nil when there is
// no name: in a comment, a string, or code too broken to read.
func (c *checker) sketch(code string, offset int) *sketch {
	if s := c.draw(code, offset, false); s != nil {
		return s
	}
	// What follows the cursor may be what is wrong: leave it out, and close
	// what is open.
	end := offset
	for end < len(code) && isWordByte(code[end]) {
		end++
	}
	return c.draw(code[:end]+closers(code[:end]), offset, true)
}

// isWordByte reports whether a byte belongs to a name; those of letters outside
// ASCII all do.
func isWordByte(b byte) bool { return b >= 0x80 || isWord(rune(b)) }

// closers are the brackets that close what text leaves open.
func closers(text string) string {
	var open []byte
	for _, l := range scan(text) {
		switch l.tok {
		case token.LPAREN:
			open = append(open, ')')
		case token.LBRACK:
			open = append(open, ']')
		case token.LBRACE:
			open = append(open, '}')
		case token.RPAREN, token.RBRACK, token.RBRACE:
			open = open[:max(len(open)-1, 0)]
		}
	}
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteByte(open[i])
	}
	return b.String()
}

// A drawing is a cell as a Go file: its declarations, then a function with its
// statements.
type drawing struct {
	file    *ast.File
	fset    *token.FileSet
	imports map[string]string // name → path
	pos     token.Pos         // of the cursor
	inside  bool              // the cursor is in a declaration
}

// draw makes a sketch of code that is whole, or of any code.
func (c *checker) draw(code string, offset int, any bool) *sketch {
	d, whole := c.arrange(code, offset)
	if d == nil || !whole && !any {
		return nil
	}
	s := &sketch{}
	s.id, s.parent = identAt(d.file, d.pos)
	if s.id == nil {
		return nil
	}
	var local []types.Object
	if d.inside {
		// Functions may use the variables of the statements.
		_, first := c.survey(d, nil)
		for _, obj := range first.Defs {
			if v, ok := obj.(*types.Var); ok && v.Parent() != nil && isBodyOf(v.Parent(), first, d.file) {
				local = append(local, v)
			}
		}
	}
	s.pkg, s.info = c.survey(d, local)
	return s
}

// isBodyOf reports whether a scope is that of the function with the statements,
// which is the last of the file.
func isBodyOf(scope *types.Scope, info *types.Info, file *ast.File) bool {
	fn, ok := file.Decls[len(file.Decls)-1].(*ast.FuncDecl)
	return ok && info.Scopes[fn.Type] == scope
}

// arrange puts a cell together as a file. Items with mistakes are left out, but
// for the one with the cursor: whole says whether that one is right.
func (c *checker) arrange(code string, offset int) (drawn *drawing, whole bool) {
	d := &drawing{fset: token.NewFileSet(), imports: map[string]string{}}
	var decls, stmts strings.Builder
	at, broken := -1, false
	for _, it := range split(code) {
		text := code[it.start:it.end]
		here := it.start <= offset && offset < it.end
		status, _ := itemStatus(code, it)
		broken = broken || here && status != "complete"
		switch {
		case it.kind == kindImport:
			c.noteImports(text, d.imports)
		case it.kind == kindPackage || status != "complete" && !here:
		case it.kind == kindStatement:
			if here {
				at = stmts.Len() + offset - it.start
			}
			stmts.WriteString(text + "\n")
		default:
			if here {
				at, d.inside = decls.Len()+offset-it.start, true
			}
			decls.WriteString(text + "\n")
		}
	}
	if at < 0 {
		return nil, false
	}
	head := "package main\n" + decls.String()
	if d.inside {
		at += len("package main\n")
	} else {
		at += len(head) + len("func _() {\n")
	}
	file, _ := parser.ParseFile(d.fset, "", head+"func _() {\n"+stmts.String()+"\n}\n", parser.AllErrors)
	if file == nil || len(file.Decls) == 0 {
		return nil, false
	}
	d.file, d.pos = file, d.fset.File(file.Pos()).Pos(at)
	return d, !broken
}

// noteImports notes what an import declaration imports.
func (c *checker) noteImports(text string, imports map[string]string) {
	file, _ := parser.ParseFile(token.NewFileSet(), "", declPrefix+text, parser.ImportsOnly)
	if file == nil {
		return
	}
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(p)
		if pkg := c.packageOf(p); pkg != nil {
			name = pkg.Name()
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = p
	}
}

// survey checks the types of a drawing as far as that goes.
func (c *checker) survey(d *drawing, local []types.Object) (*types.Package, *types.Info) {
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes:     map[ast.Node]*types.Scope{},
	}
	pkg := c.pkg // see run
	*pkg.Scope() = *types.NewPackage("main", "main").Scope()
	declared := declaredNames(d.file.Decls)
	for _, obj := range local {
		if !declared[obj.Name()] && pkg.Scope().Lookup(obj.Name()) == nil {
			pkg.Scope().Insert(types.NewVar(token.NoPos, pkg, obj.Name(), obj.Type()))
		}
	}
	for _, id := range d.file.Unresolved {
		if declared[id.Name] || pkg.Scope().Lookup(id.Name) != nil || types.Universe.Lookup(id.Name) != nil {
			continue
		}
		if obj := c.nameFor(id.Name, d.imports); obj != nil {
			pkg.Scope().Insert(obj)
		}
	}
	conf := types.Config{Error: func(error) {}}
	_ = c.safely(func() { _ = types.NewChecker(&conf, d.fset, pkg, info).Files([]*ast.File{d.file}) })
	return pkg, info
}

// nameFor finds what a name that the cell does not declare means; for the name
// of a package that no cell has imported, the package.
func (c *checker) nameFor(name string, imports map[string]string) types.Object {
	pkg := c.imported[name]
	if p, ok := imports[name]; ok {
		pkg = c.packageOf(p)
	} else if obj := c.known[name]; obj != nil {
		return obj
	}
	if pkg == nil {
		if p := c.in.pathOf(name); p != "" {
			pkg = c.packageOf(p)
		}
	}
	if pkg == nil {
		return nil
	}
	return types.NewPkgName(token.NoPos, c.pkg, name, pkg)
}

// pathOf is the shortest path of the packages that end in a name; "" if there
// are none.
func (in *interpreter) pathOf(name string) string {
	best := ""
	if name == "display" {
		best = name
	}
	for _, p := range in.opt.Paths {
		if (p == name || strings.HasSuffix(p, "/"+name)) && (best == "" || len(p) < len(best)) {
			best = p
		}
	}
	return best
}

// identAt finds the name that starts at or spans pos, and what it is part of.
func identAt(file *ast.File, pos token.Pos) (found *ast.Ident, parent ast.Node) {
	var stack []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return false
		}
		if id, ok := n.(*ast.Ident); ok && id.Pos() <= pos && pos < id.End() && found == nil {
			found, parent = id, stack[len(stack)-1]
		}
		stack = append(stack, n)
		return true
	})
	return found, parent
}

// inText reports whether an offset is within a string or a comment.
func inText(code string, offset int) bool {
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(code))
	s.Init(file, []byte(code), func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		start := file.Offset(pos)
		if tok == token.EOF || start >= offset {
			return false
		}
		if (tok == token.COMMENT || tok == token.STRING || tok == token.CHAR) && offset < start+max(len(lit), 1) {
			return true
		}
	}
}
