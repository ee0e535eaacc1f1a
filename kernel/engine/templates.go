package engine

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	htmltemplate "html/template"
	"io"
	"strings"
	"text/template"
	"text/template/parse"
)

// Package template finds the methods of a value by reflection, which has none of
// those that cells declare. So a template is executed as a copy of itself, in
// which {{.Field}} has become {{ǃfield . "Field"}}: a function that finds them.

// executed makes a call that executes a template one of ours; nil for others.
func (r *rewriter) executed(n *ast.CallExpr, sel *ast.SelectorExpr, f *types.Func) ast.Expr {
	name := map[string]string{
		"(*text/template.Template).Execute":         "·executeText",
		"(*html/template.Template).Execute":         "·executeHTML",
		"(*text/template.Template).ExecuteTemplate": "·executeTextNamed",
		"(*html/template.Template).ExecuteTemplate": "·executeHTMLNamed",
	}[f.FullName()]
	if name == "" || len(r.info.Selections[sel].Index()) != 1 {
		return nil
	}
	return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: name}, Lparen: n.Lparen, Args: append([]ast.Expr{r.pointerTo(sel.X)}, n.Args...)}
}

// pointerTo is a pointer that an expression is, or one to what it is.
func (r *rewriter) pointerTo(x ast.Expr) ast.Expr {
	if _, isPointer := types.Unalias(r.typeOf(x)).(*types.Pointer); isPointer {
		return x
	}
	return &ast.UnaryExpr{OpPos: x.Pos(), Op: token.AND, X: x}
}

// templateFunctions are what those calls have become.
func (in *interpreter) templateFunctions() map[string]any {
	return map[string]any{
		"·executeText": func(t *template.Template, w io.Writer, data any) error {
			return in.executeText(t, data, func(t *template.Template) error { return t.Execute(w, data) })
		},
		"·executeHTML": func(t *htmltemplate.Template, w io.Writer, data any) error {
			return in.executeHTML(t, data, func(t *htmltemplate.Template) error { return t.Execute(w, data) })
		},
		"·executeTextNamed": func(t *template.Template, w io.Writer, name string, data any) error {
			return in.executeText(t, data, func(t *template.Template) error { return t.ExecuteTemplate(w, name, data) })
		},
		"·executeHTMLNamed": func(t *htmltemplate.Template, w io.Writer, name string, data any) error {
			return in.executeHTML(t, data, func(t *htmltemplate.Template) error { return t.ExecuteTemplate(w, name, data) })
		},
	}
}

func (in *interpreter) executeText(t *template.Template, data any, execute func(*template.Template) error) error {
	if in.shown(data) == nil || t == nil {
		return execute(t)
	}
	c, err := t.Clone()
	if err != nil {
		return err
	}
	for _, one := range c.Templates() {
		if one.Tree != nil {
			tree := one.Tree.Copy()
			rewriteNodes(tree.Root)
			if _, err := c.AddParseTree(one.Name(), tree); err != nil {
				return err
			}
		}
	}
	probe := func(w io.Writer, data any) error {
		return template.Must(template.Must(t.Clone()).New("ǃ").Parse("{{.x}}")).Execute(w, data)
	}
	return in.templateError(execute(c.Funcs(in.templateFuncs(missingKey(probe)))))
}

func (in *interpreter) executeHTML(t *htmltemplate.Template, data any, execute func(*htmltemplate.Template) error) error {
	if in.shown(data) == nil || t == nil {
		return execute(t)
	}
	c, err := t.Clone()
	if err != nil {
		return execute(t) // which compiled code has executed before
	}
	for _, one := range c.Templates() {
		if one.Tree != nil {
			rewriteNodes(one.Tree.Root)
		}
	}
	probe := func(w io.Writer, data any) error {
		return htmltemplate.Must(htmltemplate.Must(t.Clone()).New("ǃ").Parse("{{.x}}")).Execute(w, data)
	}
	return in.templateError(execute(c.Funcs(in.templateFuncs(missingKey(probe)))))
}

// What a template does about a key that a map does not have.
const (
	keyNothing = iota
	keyZero
	keyFails
)

// missingKey finds out what the option "missingkey" of a template is, which it
// tells nobody.
func missingKey(execute func(io.Writer, any) error) int {
	var out bytes.Buffer
	switch err := execute(&out, map[string]int{}); {
	case err != nil:
		return keyFails
	case out.String() == "0":
		return keyZero
	}
	return keyNothing
}

// rewriteNodes rewrites what is below a node of a template.
func rewriteNodes(n parse.Node) {
	branch := func(b *parse.BranchNode) {
		rewritePipe(b.Pipe)
		rewriteNodes(b.List)
		if b.ElseList != nil {
			rewriteNodes(b.ElseList)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, one := range n.Nodes {
			rewriteNodes(one)
		}
	case *parse.ActionNode:
		rewritePipe(n.Pipe)
		if len(n.Pipe.Decl) == 0 {
			showPipe(n.Pipe)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			rewritePipe(n.Pipe)
		}
	}
}

// showPipe shows what a pipeline gives by our function, before the functions
// that escape, which html/template wants to be the last.
func showPipe(p *parse.PipeNode) {
	show := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: p.Pos, Args: []parse.Node{parse.NewIdentifier("ǃshow").SetPos(p.Pos)}}
	last := len(p.Cmds)
	for last > 1 && escapes(p.Cmds[last-1]) {
		last--
	}
	p.Cmds = append(p.Cmds[:last:last], append([]*parse.CommandNode{show}, p.Cmds[last:]...)...)
}

func escapes(c *parse.CommandNode) bool {
	id, ok := c.Args[0].(*parse.IdentifierNode)
	return ok && (id.Ident == "html" || id.Ident == "js" || id.Ident == "urlquery")
}

func rewritePipe(p *parse.PipeNode) {
	for _, c := range p.Cmds {
		for i, arg := range c.Args[1:] {
			c.Args[i+1] = operand(arg)
		}
		c.Pos = c.Args[0].Position()
		if s := selected(c.Args[0]); len(s.names) > 0 {
			c.Args = append(s.call("ǃfield", len(s.names)-1), c.Args[1:]...)
		} else {
			c.Args[0] = s.base
		}
	}
}

// operand is an argument of a command, rewritten.
func operand(n parse.Node) parse.Node {
	s := selected(n)
	return s.upTo("ǃfield", len(s.names))
}

// A fieldPath is fields of fields in a template: base.names[0].names[1]…
type fieldPath struct {
	base  parse.Node // rewritten
	text  string     // of base, as it was written
	names []string
}

// selected divides a node; there are no names if it selects nothing.
func selected(n parse.Node) fieldPath {
	switch n := n.(type) {
	case *parse.FieldNode:
		return fieldPath{&parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}, "", n.Ident}
	case *parse.VariableNode:
		return fieldPath{&parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:1]}, n.Ident[0], n.Ident[1:]}
	case *parse.ChainNode:
		text := n.Node.String()
		if _, isPipe := n.Node.(*parse.PipeNode); isPipe {
			text = "(" + text + ")"
		}
		return fieldPath{operand(n.Node), text, n.Field}
	case *parse.PipeNode:
		rewritePipe(n)
	}
	return fieldPath{base: n}
}

// upTo is the base with the first n of the names, by a function.
func (s fieldPath) upTo(function string, n int) parse.Node {
	if n == 0 {
		return s.base
	}
	pos := s.base.Position()
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{
		{NodeType: parse.NodeCommand, Pos: pos, Args: s.call(function, n-1)},
	}}
}

// What stands around the text of a field in an error, see unwritten.
const (
	fieldBegins = "\uE000"
	fieldEnds   = "\uE001"
)

// call is the command that selects the name with number n by a function.
func (s fieldPath) call(function string, n int) []parse.Node {
	pos := s.base.Position()
	text := fieldBegins + s.text + "." + strings.Join(s.names[:n+1], ".") + fieldEnds
	name := &parse.StringNode{NodeType: parse.NodeString, Pos: pos, Quoted: text, Text: s.names[n]}
	return []parse.Node{parse.NewIdentifier(function).SetPos(pos), s.upTo("ǃfieldˑ", n), name}
}
