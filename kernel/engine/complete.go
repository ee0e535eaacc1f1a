package engine

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"sort"
	"strings"
	"sync"
	"unicode"
)

// placeholder is put at the cursor, so that there is a name to complete.
const placeholder = "ǃ" // a letter that nobody writes

// Complete implements Engine.
func (in *interpreter) Complete(code string, cursor int) Completion {
	runes := []rune(code)
	cursor = max(0, min(cursor, len(runes)))
	start := cursor
	for start > 0 && isWord(runes[start-1]) {
		start--
	}
	c := Completion{Start: start, End: cursor}
	end := cursor
	for end < len(runes) && isWord(runes[end]) {
		end++
	}
	before, word := string(runes[:start]), string(runes[start:cursor])
	found := map[string]string{}
	if i := strings.LastIndexAny(before, "\n%"); i >= 0 && before[i] == '%' && strings.TrimSpace(before[strings.LastIndex(before, "\n")+1:]) == "%" {
		c.Start--
		for _, name := range commandNames {
			if strings.HasPrefix(name, "%"+word) {
				found[name] = "keyword"
			}
		}
	} else if typed, ok := importing(string(runes[:cursor])); ok {
		c.Start = cursor - len([]rune(typed))
		in.completePaths(typed, found)
	} else {
		in.mind.Lock()
		in.completeName(before+word+placeholder+string(runes[end:]), len(before), word, found)
		in.mind.Unlock()
	}
	for name := range found {
		c.Matches = append(c.Matches, name)
	}
	sort.Strings(c.Matches)
	for _, name := range c.Matches {
		c.Types = append(c.Types, found[name])
	}
	return c
}

// importPattern is the start of the line that the cursor is in, where a path to
// import is written.
var importPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\n)[ \t]*import[ \t]*(?:\([^()]*\n)?[ \t]*(?:[\pL\d_.]+[ \t]+)?"([^"\n]*)$`)
})

// importing is as much of an import path as stands before the cursor.
func importing(before string) (path string, ok bool) {
	m := importPattern().FindStringSubmatch(before)
	if m == nil {
		return "", false
	}
	return m[1], true
}

func (in *interpreter) completePaths(typed string, found map[string]string) {
	for _, p := range in.opt.Paths {
		if strings.HasPrefix(p, typed) {
			found[p] = "module"
		}
	}
}

// completeName completes the name at an offset.
func (in *interpreter) completeName(code string, offset int, word string, found map[string]string) {
	defer func() {
		_ = recover() // broken code may have no completions, but is no error
	}()
	if inText(code, offset) {
		return
	}
	s := in.checker.sketch(code, offset)
	if s == nil {
		return
	}
	add := func(name, kind string) {
		if strings.HasPrefix(name, word) && name != "_" && !strings.Contains(name, placeholder) && !strings.HasPrefix(name, "·") && found[name] == "" {
			found[name] = kind
		}
	}
	if sel, ok := s.parent.(*ast.SelectorExpr); ok && sel.Sel == s.id {
		in.completeMember(s, sel, add)
		return
	}
	s.fieldsOf(add)
	in.completeScope(s, word, add)
}

// completeMember completes what follows a dot.
func (in *interpreter) completeMember(s *sketch, sel *ast.SelectorExpr, add func(name, kind string)) {
	if id, ok := sel.X.(*ast.Ident); ok {
		if p, ok := s.info.Uses[id].(*types.PkgName); ok {
			for _, name := range p.Imported().Scope().Names() {
				if obj := p.Imported().Scope().Lookup(name); obj.Exported() {
					add(name, kindOfObject(obj))
				}
			}
			return
		}
	}
	if tv, ok := s.info.Types[sel.X]; ok && tv.Type != nil && tv.Type != types.Typ[types.Invalid] {
		members(tv.Type, s.pkg, add)
	}
}

// members are the methods and fields of a type that a package may use.
func members(t types.Type, pkg *types.Package, add func(name, kind string)) {
	visible := func(obj types.Object) bool { return obj.Exported() || obj.Pkg() == pkg }
	methods := t
	if _, pointer := t.Underlying().(*types.Pointer); !pointer && !types.IsInterface(t) {
		methods = types.NewPointer(t)
	}
	for m := range types.NewMethodSet(methods).Methods() {
		if visible(m.Obj()) {
			add(m.Obj().Name(), "function")
		}
	}
	seen := map[types.Type]bool{}
	var fields func(t types.Type)
	fields = func(t types.Type) {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok || seen[t] {
			return
		}
		seen[t] = true
		for f := range st.Fields() {
			if visible(f) {
				add(f.Name(), "field")
			}
			if f.Embedded() {
				fields(f.Type())
			}
		}
	}
	fields(t)
}

// fieldsOf adds the fields that may be named in a composite literal.
func (s *sketch) fieldsOf(add func(name, kind string)) {
	for e, tv := range s.info.Types {
		lit, ok := e.(*ast.CompositeLit)
		if !ok || tv.Type == nil {
			continue
		}
		st, ok := types.Unalias(tv.Type).Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for _, elt := range lit.Elts {
			key := elt
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				key = kv.Key
			}
			if key != ast.Expr(s.id) {
				continue
			}
			for f := range st.Fields() {
				if f.Exported() || f.Pkg() == s.pkg {
					add(f.Name(), "field")
				}
			}
		}
	}
}

// completeScope completes a name that stands alone, from inside out.
func (in *interpreter) completeScope(s *sketch, word string, add func(name, kind string)) {
	for scope := s.pkg.Scope().Innermost(s.id.Pos()); scope != nil; scope = scope.Parent() {
		for _, name := range scope.Names() {
			obj := scope.Lookup(name)
			if _, isVar := obj.(*types.Var); isVar && scope != s.pkg.Scope() && obj.Pos() >= s.id.Pos() {
				continue // declared further down
			}
			add(name, kindOfObject(obj))
		}
	}
	c := in.checker
	for name, obj := range c.known {
		add(name, kindOfObject(obj))
	}
	for name := range c.imported {
		add(name, "module")
	}
	for name := range in.imported {
		add(name, "module")
	}
	add("display", "module")
	add("Display", "function")
	for _, name := range types.Universe.Names() {
		add(name, kindOfObject(types.Universe.Lookup(name)))
	}
	if word == "" {
		return
	}
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		add(tok.String(), "keyword")
	}
	for _, m := range in.ir.Comp.CompleteWords([]string{word}) {
		if in.checker.off && m != "macro" && m != "template" {
			add(m, "instance")
		}
	}
}

// kindOfObject is the kind of a completion, in the words that front-ends know.
func kindOfObject(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.PkgName:
		return "module"
	case *types.TypeName:
		return "type"
	case *types.Func, *types.Builtin:
		return "function"
	case *types.Const:
		return "constant"
	case *types.Var:
		if obj.IsField() {
			return "field"
		}
	}
	return "instance"
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}
