package symbols

import (
	"reflect"
	"strings"

	"github.com/cosmos72/gomacro/imports"
)

// A table is what a package exports, as generated.
type table struct {
	name     string
	values   []entry // functions and constants
	vars     []entry // pointers to variables
	types    []entry // nil pointers to types
	proxies  []entry // nil pointers to the proxies of interface types
	untyped  []pair  // exact values of untyped constants
	promoted []pair  // methods that a type has from its embedded fields
	requires []string
}

type entry struct {
	name  string
	value any
}

type pair struct{ name, value string }

// symbols gives the table the form that the interpreter wants.
func (t table) symbols() imports.Package {
	p := imports.Package{
		Name:     t.name,
		Binds:    make(map[string]reflect.Value, len(t.values)+len(t.vars)),
		Types:    make(map[string]reflect.Type, len(t.types)),
		Proxies:  make(map[string]reflect.Type, len(t.proxies)),
		Untypeds: make(map[string]string, len(t.untyped)),
		Wrappers: make(map[string][]string, len(t.promoted)),
	}
	for _, e := range t.values {
		p.Binds[e.name] = reflect.ValueOf(e.value)
	}
	for _, e := range t.vars {
		p.Binds[e.name] = reflect.ValueOf(e.value).Elem()
	}
	for _, e := range t.types {
		p.Types[e.name] = reflect.TypeOf(e.value).Elem()
	}
	for _, e := range t.proxies {
		p.Proxies[e.name] = reflect.TypeOf(e.value).Elem()
	}
	for _, e := range t.untyped {
		p.Untypeds[e.name] = e.value
	}
	for _, e := range t.promoted {
		p.Wrappers[e.name] = strings.Fields(e.value)
	}
	return p
}
