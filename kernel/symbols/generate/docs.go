package main

import (
	"fmt"
	"go/ast"
	"sort"
	"strings"
)

// docsOf lists what the comments of a package say of what it exports: lines of
// a name, a tab and the first paragraph of its comment. The name of a method or
// field follows that of its type and a dot; the package itself has no name.
func docsOf(p *pkg) string {
	docs := map[string]string{}
	note := func(name string, comments ...*ast.CommentGroup) {
		for _, c := range comments {
			if text := paragraph(c.Text()); text != "" && docs[name] == "" {
				docs[name] = text
			}
		}
	}
	for _, file := range p.files {
		note("", file.Doc)
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				if name := exportedName(d); name != "" {
					note(name, d.Doc)
				}
			case *ast.GenDecl:
				noteSpecs(d, note)
			}
		}
	}
	var lines []string
	for name, text := range docs {
		lines = append(lines, fmt.Sprintf("%s\t%s\n", name, text))
	}
	sort.Strings(lines)
	return strings.Join(lines, "")
}

// exportedName is the name under which a function or method is documented; ""
// if it is not exported.
func exportedName(d *ast.FuncDecl) string {
	if !d.Name.IsExported() {
		return ""
	}
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return d.Name.Name
	}
	t := ast.Unparen(d.Recv.List[0].Type)
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			if x.IsExported() {
				return x.Name + "." + d.Name.Name
			}
			return ""
		default:
			return ""
		}
	}
}

// noteSpecs notes the comments of a declaration of types, constants or
// variables. The comment above a group of one holds for it.
func noteSpecs(d *ast.GenDecl, note func(string, ...*ast.CommentGroup)) {
	group := d.Doc
	if d.Lparen.IsValid() && len(d.Specs) > 1 {
		group = nil
	}
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() {
				note(s.Name.Name, s.Doc, group, s.Comment)
				noteMembers(s, note)
			}
		case *ast.ValueSpec:
			for _, name := range s.Names {
				if name.IsExported() {
					note(name.Name, s.Doc, group, s.Comment)
				}
			}
		}
	}
}

// noteMembers notes the comments of the fields of a struct type and of the
// methods of an interface type.
func noteMembers(s *ast.TypeSpec, note func(string, ...*ast.CommentGroup)) {
	var list *ast.FieldList
	switch t := s.Type.(type) {
	case *ast.StructType:
		list = t.Fields
	case *ast.InterfaceType:
		list = t.Methods
	default:
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			if name.IsExported() {
				note(s.Name.Name+"."+name.Name, field.Doc, field.Comment)
			}
		}
	}
}

// paragraph is the first paragraph of a comment, in one line.
func paragraph(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n\n")
	return strings.Join(strings.Fields(first), " ")
}
