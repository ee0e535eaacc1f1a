package engine

import (
	"reflect"

	"github.com/cosmos72/gomacro/base/genimport"
	"github.com/cosmos72/gomacro/imports"
	"github.com/cosmos72/gomacro/xreflect"
)

// A kept is a value in an any that keeps the type by which a cell has named it:
// slices, maps, functions, arrays and others of which reflection cannot make
// named types. gomacro takes it for a proxy, and the value out of it.
type kept struct{ Object any }

// anything is what kept is the proxy of.
type anything interface{}

// declareKept makes gomacro know the proxy.
func (in *interpreter) declareKept() {
	part := imports.Package{
		Name:    "kept",
		Types:   map[string]reflect.Type{"anything": reflect.TypeFor[anything]()},
		Proxies: map[string]reflect.Type{"anything": reflect.TypeFor[kept]()},
	}
	part.LazyInit("·kept")
	in.ir.Comp.NewImport(&genimport.PackageRef{Package: part, Path: "·kept"})
}

// keep is a value with its type, if that would be lost in an any.
func (in *interpreter) keep(v reflect.Value, t xreflect.Type) any {
	if !v.IsValid() {
		return nil
	}
	if t == nil || !t.Named() || t.PkgPath() != "main" || in.own.find(v.Type()) != nil {
		return v.Interface()
	}
	return &kept{xreflect.MakeInterfaceHeader(xreflect.MakeValue(v), t)}
}
