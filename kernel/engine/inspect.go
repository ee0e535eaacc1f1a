package engine

import (
	"fmt"
	"go/ast"
	"go/types"
	"html"
	"sort"
	"strings"
	"time"
)

// Inspect implements Engine.
func (in *interpreter) Inspect(code string, cursor, detail int) (*Bundle, bool) {
	start, end := nameAt([]rune(code), cursor)
	if start == end {
		return nil, false
	}
	runes := []rune(code)
	name := string(runes[start:end])
	a := in.known(code, len(string(runes[:start])), name, detail)
	if a.head == "" {
		return nil, false
	}
	if a.variable {
		a.val = in.valueNow(name)
	}
	return a.bundle(), true
}

// known is what is known of a name; nothing of one in broken code.
func (in *interpreter) known(code string, offset int, name string, detail int) (a about) {
	in.mind.Lock()
	defer in.mind.Unlock()
	defer func() {
		if recover() != nil {
			a = about{}
		}
	}()
	if inText(code, offset) {
		return about{}
	}
	return in.about(code, offset, name, detail)
}

// valueWait is how long a value is waited for, which only the goroutine of the
// interpreter can read.
const valueWait = 100 * time.Millisecond

// valueNow is the value of a variable; "" while a cell runs, which may be
// changing it.
func (in *interpreter) valueNow(name string) string {
	in.lifeLock.Lock()
	l := in.life
	in.lifeLock.Unlock()
	if l.state.Load() == lifeRuns {
		return ""
	}
	result := make(chan string, 1)
	read := func() {
		defer func() {
			if recover() != nil {
				result <- "" // a String method of its own
			}
		}()
		result <- in.valueOf(name)
	}
	late := time.NewTimer(valueWait)
	defer late.Stop()
	select {
	case l.jobs <- read:
	case <-in.quit:
		return ""
	case <-late.C:
		return ""
	}
	select {
	case text := <-result:
		return text
	case <-late.C:
		return ""
	}
}

// nameAt is the name that the cursor is in or behind: within the brackets of a
// call, but not at a name, that of the function.
func nameAt(runes []rune, cursor int) (start, end int) {
	cursor = max(0, min(cursor, len(runes)))
	depth := 0
	for at := cursor; at >= 0; at-- {
		start, end = at, at
		for end < len(runes) && isWord(runes[end]) {
			end++
		}
		for start > 0 && isWord(runes[start-1]) {
			start--
		}
		if start < end && depth == 0 && (at == cursor || runes[at] == '(') {
			return start, end
		}
		if at == 0 {
			break
		}
		switch runes[at-1] {
		case ')':
			depth++
		case '(':
			depth--
			if depth < 0 {
				for at--; at > 0 && isWord(runes[at-1]); at-- {
				}
				end = at
				for end < len(runes) && isWord(runes[end]) {
					end++
				}
				return at, end
			}
		case '\n':
			if depth == 0 {
				return 0, 0
			}
		}
	}
	return 0, 0
}

// An about is what Inspect knows of a name.
type about struct {
	head string // its declaration
	doc  string // a paragraph
	more string // its members
	val  string // its value

	variable bool // of the cells, which has a value once they have run
}

// bundle sets what is known as text, as Markdown and as HTML.
func (a about) bundle() *Bundle {
	text, md := a.head, "```go\n"+a.head+"\n```"
	page := "<pre>" + html.EscapeString(a.head) + "</pre>"
	if a.doc != "" {
		text += "\n\n" + a.doc
		md += "\n\n" + a.doc
		page += "\n<p>" + html.EscapeString(a.doc) + "</p>"
	}
	for _, part := range []string{a.val, a.more} {
		if part != "" {
			text += "\n\n" + part
			md += "\n\n```go\n" + part + "\n```"
			page += "\n<pre>" + html.EscapeString(part) + "</pre>"
		}
	}
	return &Bundle{Data: map[string]any{mimeText: text, mimeMarkdown: md, mimeHTML: page}}
}

// about finds out what the name at an offset is.
func (in *interpreter) about(code string, offset int, name string, detail int) about {
	s := in.checker.sketch(code, offset)
	if s == nil {
		return about{}
	}
	obj := s.object()
	if obj == nil {
		return in.aboutBind(name)
	}
	if p, ok := obj.(*types.PkgName); ok {
		path := p.Imported().Path()
		a := about{head: fmt.Sprintf("package %s // import %q", p.Imported().Name(), path), doc: in.doc(path, "")}
		if detail > 0 {
			a.more = contents(p.Imported())
		}
		return a
	}
	qualify := in.qualify
	a := about{head: types.ObjectString(obj, qualify)}
	if f, ok := obj.(*types.Func); ok && f.Signature().Recv() == nil && f.Pkg() != in.checker.pkg && f.Pkg() != nil {
		a.head = "func " + f.Pkg().Name() + "." + f.Name() + strings.TrimPrefix(types.TypeString(f.Type(), qualify), "func")
	}
	if obj.Pkg() != nil {
		a.doc = in.doc(obj.Pkg().Path(), s.owner(obj)+obj.Name())
	}
	if k, ok := obj.(*types.Const); ok {
		a.head += " = " + k.Val().String()
	}
	if t, ok := obj.(*types.TypeName); ok {
		a.more = in.methodsOf(t, qualify, detail)
	}
	if v, ok := obj.(*types.Var); ok && !v.IsField() && obj.Pkg() == in.checker.pkg {
		known := in.checker.known[name]
		a.variable = known != nil && (obj.Parent() == s.pkg.Scope() || obj == known)
	}
	return a
}

// qualify names the package of a type, unless that is cells.
func (in *interpreter) qualify(p *types.Package) string {
	if p == in.checker.pkg {
		return ""
	}
	return p.Name()
}

// object is what the name of a sketch means.
func (s *sketch) object() types.Object {
	if obj := s.info.Uses[s.id]; obj != nil {
		return obj
	}
	return s.info.Defs[s.id]
}

// owner is the type, and a dot, that a method or field belongs to.
func (s *sketch) owner(obj types.Object) string {
	var t types.Type
	if f, ok := obj.(*types.Func); ok && f.Signature().Recv() != nil {
		t = f.Signature().Recv().Type()
	} else if sel, ok := s.parent.(*ast.SelectorExpr); ok {
		if selection := s.info.Selections[sel]; selection != nil {
			t = selection.Recv()
		}
	}
	if t == nil {
		return ""
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name() + "."
	}
	return ""
}

// doc is what is documented of a name in a package.
func (in *interpreter) doc(path, name string) string {
	if path == "display" {
		return displayDocs()[name]
	}
	if in.opt.Docs == nil {
		return ""
	}
	return in.opt.Docs(path, name)
}

// methodsOf lists the methods of a type; in detail, with what is documented.
func (in *interpreter) methodsOf(t *types.TypeName, qualify types.Qualifier, detail int) string {
	named, ok := types.Unalias(t.Type()).(*types.Named)
	if !ok || types.IsInterface(named) {
		return ""
	}
	var lines []string
	for m := range named.Methods() {
		if !m.Exported() && m.Pkg() != in.checker.pkg {
			continue
		}
		line := types.ObjectString(m, qualify)
		if doc := ""; detail > 0 && m.Pkg() != nil {
			if doc = in.doc(m.Pkg().Path(), t.Name()+"."+m.Name()); doc != "" {
				line += "\n    " + doc
			}
		}
		lines = append(lines, line)
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

// contents lists what a package exports.
func contents(p *types.Package) string {
	var lines []string
	for _, name := range p.Scope().Names() {
		if obj := p.Scope().Lookup(name); obj.Exported() {
			lines = append(lines, kindOfObject(obj)+" "+name)
		}
	}
	return strings.Join(lines, "\n")
}

// valueOf is the value that a variable of the cells has now.
func (in *interpreter) valueOf(name string) string {
	sym := in.ir.Comp.TryResolve(name)
	if sym == nil {
		return ""
	}
	v := in.ir.ValueOf(name)
	if !v.IsValid() || isNil(v) {
		return "= nil"
	}
	text := []rune(in.text(in.plain(v, sym.Type)))
	if len(text) > 2000 {
		text = append(text[:2000], '…')
	}
	return "= " + string(text)
}

// aboutBind is what the interpreter knows of a name that the type checker does
// not.
func (in *interpreter) aboutBind(name string) about {
	if t := in.ir.Comp.TryResolveType(name); t != nil {
		return about{head: fmt.Sprintf("type %s %s", name, t.GoType().Underlying())}
	}
	if sym := in.ir.Comp.TryResolve(name); sym != nil && !strings.HasPrefix(name, "·") {
		return about{head: fmt.Sprintf("%s %s", name, sym.Type)}
	}
	return about{}
}
