package engine

import (
	"fmt"
	"strings"
)

// Inspect implements Engine.
func (in *interpreter) Inspect(code string, cursor, detail int) (*Bundle, bool) {
	runes := []rune(code)
	cursor = max(0, min(cursor, len(runes)))
	end := cursor
	for end < len(runes) && isWord(runes[end]) {
		end++
	}
	start := cursor
	for start > 0 && (isWord(runes[start-1]) || runes[start-1] == '.') {
		start--
	}
	name := strings.Trim(string(runes[start:end]), ".")
	if name == "" {
		return nil, false
	}
	text := ""
	if in.do(func() { text = in.describe(strings.Split(name, "."), detail) }) != nil || text == "" {
		return nil, false
	}
	return &Bundle{Data: map[string]any{mimeText: text}}, true
}

// describe says what a name, or a member of a package, is.
func (in *interpreter) describe(words []string, detail int) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	if len(words) == 2 {
		if text := in.describeMember(words[0], words[1]); text != "" {
			return text
		}
	}
	if len(words) != 1 {
		return ""
	}
	comp := in.ir.Comp
	if t := comp.TryResolveType(words[0]); t != nil {
		return fmt.Sprintf("type %s %s", words[0], t.GoType().Underlying())
	}
	sym := comp.TryResolve(words[0])
	if sym == nil {
		return ""
	}
	if path, ok := in.imported[words[0]]; ok {
		return fmt.Sprintf("package %s // import %q", words[0], path)
	}
	text = fmt.Sprintf("%s %s", words[0], sym.Type)
	if v := in.ir.ValueOf(words[0]); detail > 0 && v.IsValid() && !isNil(v) {
		text += "\n\n" + in.text(in.plain(v, sym.Type))
	}
	return text
}

// describeMember says what a member of a package is, imported or not.
func (in *interpreter) describeMember(name, member string) string {
	path := in.imported[name]
	for _, p := range in.opt.Paths {
		if path == "" && (p == name || strings.HasSuffix(p, "/"+name)) {
			path = p
		}
	}
	pkg, ok := in.find(path)
	if !ok {
		return ""
	}
	if v, ok := pkg.Binds[member]; ok {
		return fmt.Sprintf("%s.%s %s", name, member, v.Type())
	}
	if t, ok := pkg.Types[member]; ok {
		return fmt.Sprintf("type %s.%s %s", name, member, t.Kind())
	}
	return ""
}
