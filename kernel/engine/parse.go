package engine

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"sort"
	"strings"
)

// A unit is a parsed item, ready to be compiled.
type unit struct {
	item
	decl ast.Decl   // of declarations, variables too
	stmt []ast.Stmt // of other statements
	uses map[string]bool

	labels  []string      // before it, at the top level of the cell
	getters []ast.Decl    // functions to compile with it
	asFunc  *ast.FuncDecl // a method, as a function with its receiver as first parameter
}

// A source is a cell that positions may point into.
type source struct {
	cell  Cell
	lines []int // offset of the start of each line
	units []*unit
	whole bool // has a package clause: a program, whose main is to be called
}

// A place is a position in a cell. Line and column count from 1, the column
// in code points.
type place struct {
	src          *source
	line, column int
}

// wrapping is what stands before an item when it is parsed, and after it.
const (
	declPrefix = "package p;"
	stmtPrefix = "package p;func _(){"
	stmtSuffix = "\n}"
)

// parse divides a cell into units. Package clauses and functions without a
// body are dropped: they only document.
func (in *interpreter) parse(cell Cell) (*source, error) {
	src := &source{cell: cell, lines: lineStarts(cell.Source)}
	for _, it := range split(cell.Source) {
		src.whole = src.whole || it.kind == kindPackage
		u, err := in.parseItem(src, it)
		if err != nil {
			return src, err
		}
		if u != nil {
			src.units = append(src.units, u)
		}
	}
	src.runInits()
	if src.whole && src.declaresMain() {
		src.units = append(src.units, &unit{
			item: item{start: len(cell.Source), end: len(cell.Source)},
			stmt: []ast.Stmt{&ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent("main")}}},
			uses: map[string]bool{"main": true},
		})
	}
	return src, nil
}

// runInits makes functions init statements, because they are run: where they
// stand, or, in a program, once all variables are there.
func (s *source) runInits() {
	var inits, others []*unit
	for _, u := range s.units {
		fn, ok := u.decl.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || fn.Name.Name != "init" {
			others = append(others, u)
			continue
		}
		run := &ast.CallExpr{Fun: &ast.FuncLit{Type: fn.Type, Body: fn.Body}, Lparen: fn.Pos()}
		u.decl, u.stmt, u.kind = nil, []ast.Stmt{&ast.ExprStmt{X: run}}, kindStatement
		inits = append(inits, u)
	}
	if s.whole {
		s.units = append(others, inits...)
	}
}

// declaresMain reports whether the cell has a function main.
func (s *source) declaresMain() bool {
	for _, u := range s.units {
		if fn, ok := u.decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "main" {
			return true
		}
	}
	return false
}

func (in *interpreter) parseItem(src *source, it item) (*unit, error) {
	if it.kind == kindPackage {
		return nil, nil
	}
	prefix, suffix := declPrefix, ""
	text := src.cell.Source[it.start:it.end]
	if it.kind == kindStatement {
		prefix, suffix = stmtPrefix, stmtSuffix
	}
	base := in.fset().Base()
	file, err := parser.ParseFile(in.fset(), "", prefix+text+suffix, 0)
	in.files[base] = fileOf{src: src, shift: it.start - len(prefix)}
	if err != nil {
		return nil, in.syntaxError(src, it, prefix, err)
	}
	u := &unit{item: it, uses: map[string]bool{}}
	for _, id := range file.Unresolved {
		u.uses[id.Name] = true
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				u.uses[id.Name] = true // the parser cannot tell it from a field
			}
		}
		return true
	})
	if it.kind != kindStatement {
		u.decl = file.Decls[0]
		if fn, ok := u.decl.(*ast.FuncDecl); ok {
			if fn.Body == nil {
				return nil, nil
			}
			u.uses[fn.Name.Name] = true // it may call itself
		}
		return u, nil
	}
	u.stmt = file.Decls[0].(*ast.FuncDecl).Body.List
	if len(u.stmt) == 1 {
		u.stmt[0] = u.unlabel(u.stmt[0])
		if d, ok := u.stmt[0].(*ast.DeclStmt); ok {
			u.decl, u.stmt = d.Decl, nil
		}
	}
	return u, nil
}

// fileOf says which part of which cell a parsed file is.
type fileOf struct {
	src   *source
	shift int // what to add to an offset in the file for one in the cell
}

// place finds the position in a cell that pos stands for.
func (in *interpreter) place(pos token.Pos) (place, bool) {
	if !pos.IsValid() {
		return place{}, false
	}
	file := in.fset().File(pos)
	if file == nil {
		return place{}, false
	}
	f, ok := in.files[file.Base()]
	if !ok {
		return place{}, false
	}
	return f.src.place(file.Offset(pos) + f.shift), true
}

// place turns an offset into line and column.
func (s *source) place(offset int) place {
	text := s.cell.Source
	offset = max(0, min(offset, len(text)))
	line := sort.SearchInts(s.lines, offset+1)
	column := len([]rune(text[s.lines[line-1]:offset])) + 1
	return place{src: s, line: line, column: column}
}

// text is the source of one line, counted from 1.
func (s *source) text(line int) string {
	rest := s.cell.Source[s.lines[line-1]:]
	text, _, _ := strings.Cut(rest, "\n")
	return strings.TrimRight(text, "\r")
}

func lineStarts(src string) []int {
	starts := []int{0}
	for i := range len(src) {
		if src[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// syntaxError is the first of the parser's complaints about an item.
func (in *interpreter) syntaxError(src *source, it item, prefix string, err error) error {
	offset, msg := it.start, err.Error()
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		offset = it.start + list[0].Pos.Offset - len(prefix)
		msg = list[0].Msg
	}
	at := src.place(min(max(offset, it.start), it.end))
	return compileError("SyntaxError", msg, at)
}
