package engine

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// printers are the functions of package fmt that print, for values whose types
// cells declare.
func (in *interpreter) printers() map[string]any {
	out := in.stdout
	all := in.shownAll
	return map[string]any{
		"Print":    func(a ...any) (int, error) { return fmt.Fprint(out, all(a)...) },
		"Println":  func(a ...any) (int, error) { return fmt.Fprintln(out, all(a)...) },
		"Sprint":   func(a ...any) string { return fmt.Sprint(all(a)...) },
		"Sprintln": func(a ...any) string { return fmt.Sprintln(all(a)...) },
		"Fprint":   func(w io.Writer, a ...any) (int, error) { return fmt.Fprint(w, all(a)...) },
		"Fprintln": func(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(w, all(a)...) },
		"Append":   func(b []byte, a ...any) []byte { return fmt.Append(b, all(a)...) },
		"Appendln": func(b []byte, a ...any) []byte { return fmt.Appendln(b, all(a)...) },
		"Printf": func(format string, a ...any) (int, error) {
			format, a = in.formatted(format, a)
			return fmt.Fprintf(out, format, a...)
		},
		"Sprintf": func(format string, a ...any) string {
			format, a = in.formatted(format, a)
			return fmt.Sprintf(format, a...)
		},
		"Fprintf": func(w io.Writer, format string, a ...any) (int, error) {
			format, a = in.formatted(format, a)
			return fmt.Fprintf(w, format, a...)
		},
		"Appendf": func(b []byte, format string, a ...any) []byte {
			format, a = in.formatted(format, a)
			return fmt.Appendf(b, format, a...)
		},
		"Errorf": in.errorf,
		"Scan":   func(a ...any) (int, error) { return fmt.Fscan(in.stdin, a...) },
		"Scanln": func(a ...any) (int, error) { return fmt.Fscanln(in.stdin, a...) },
		"Scanf":  func(format string, a ...any) (int, error) { return fmt.Fscanf(in.stdin, format, a...) },
	}
}

// errorf is fmt.Errorf: errors of types declared in cells can be wrapped.
func (in *interpreter) errorf(format string, a ...any) error {
	wrapped := append([]any{}, a...)
	if strings.Contains(format, "w") {
		for i, v := range a {
			if err, ok := in.asOwnError(v); ok {
				wrapped[i] = err
			}
		}
	}
	format, wrapped = in.formatted(format, wrapped)
	return fmt.Errorf(format, wrapped...)
}

// formatted prepares a format and its arguments. The names of types become
// arguments of their own, because fmt asks no value for the name of its type.
func (in *interpreter) formatted(format string, args []any) (string, []any) {
	if !strings.Contains(format, "T") && !strings.Contains(format, "p") {
		return format, in.shownAll(args)
	}
	n := naming{in: in, args: args, all: args[:len(args):len(args)]}
	for rest := format; rest != ""; {
		text, after, found := strings.Cut(rest, "%")
		n.out.WriteString(text)
		if !found {
			break
		}
		if rest, found = n.directive(after); !found {
			return format, in.shownAll(args) // fmt will say what is wrong
		}
	}
	if !n.named {
		return format, in.shownAll(args)
	}
	return n.out.String(), append(in.shownAll(n.all[:len(args)]), n.all[len(args):]...)
}

// hidden adds the pointer itself to the arguments for one that is shown.
func (n *naming) hidden(a any) bool {
	s, ok := a.(*shown)
	if !ok {
		if s = n.in.shown(a); s == nil {
			return false
		}
	}
	n.all = append(n.all, s.v.Interface())
	return true
}

// naming rewrites a format: every verb names its argument, and %T of a type
// declared in a cell becomes %s of its name.
type naming struct {
	in    *interpreter
	args  []any // as given
	all   []any // and names
	next  int
	out   strings.Builder
	named bool
}

// directive rewrites what follows a % sign, and returns what follows that.
func (n *naming) directive(s string) (rest string, ok bool) {
	n.out.WriteByte('%')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case strings.IndexByte("+-# 0123456789.", c) >= 0:
			n.out.WriteByte(c)
		case c == '[':
			number, _, found := strings.Cut(s[i+1:], "]")
			k, err := strconv.Atoi(number)
			if !found || err != nil || k < 1 {
				return "", false
			}
			n.next = k - 1
			i += len(number) + 1
		case c == '*':
			n.next++
			fmt.Fprintf(&n.out, "[%d]*", n.next)
		case c == '%':
			n.out.WriteByte('%')
			return s[i+1:], true
		case c == 'T' && n.next < len(n.args) && n.args[n.next] != nil:
			n.all = append(n.all, goName(reflect.TypeOf(n.args[n.next]), n.in.own))
			switch a := n.args[n.next].(type) {
			case *shown:
				n.all[len(n.all)-1] = (&printer{own: n.in.own}).name(a.v, a.t)
			case *kept:
				n.all[len(n.all)-1] = (&printer{own: n.in.own}).name(a.inside())
			}
			n.next++
			fmt.Fprintf(&n.out, "[%d]s", len(n.all))
			n.named = true
			return s[i+1:], true
		case c == 'p' && n.next < len(n.args) && n.hidden(n.args[n.next]):
			n.next++
			fmt.Fprintf(&n.out, "[%d]p", len(n.all))
			n.named = true
			return s[i+1:], true
		default:
			n.next++
			fmt.Fprintf(&n.out, "[%d]", n.next)
			return s[i:], true // the verb is copied with the text
		}
	}
	return "", false
}
