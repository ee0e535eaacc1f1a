package main

// This file goes into a copy of gophernotes v0.7.5. It lets cells import
// Hourprint, gota, gonum and the whole standard library, shows plots and data
// frames as pictures and tables, and makes gophernotes start on today's Go.

import (
	"go/build"
	"io"
	"reflect"

	"github.com/go-gota/gota/series"
	"gonum.org/v1/plot/vg"

	"github.com/hourprint/hourprint/kernel/symbols"
)

// gophernotes picks the renderers of a value by the interfaces of package
// display that its type has. These two are those of a plot, and of a data frame
// or a column of one.
type (
	plotted = interface {
		WriterTo(w, h vg.Length, format string) (io.WriterTo, error)
	}
	framed   = interface{ Names() []string }
	columned = interface{ Type() series.Type }
)

func init() {
	// Asked for the types of a package, the toolchain of today answers in a
	// form that gomacro cannot read; where there is none, gomacro uses its tables.
	build.Default.GOROOT = "/nonexistent"
	// This proxy's method returns another type than its interface's.
	delete(display.Proxies, "JSONer")

	symbols.Install()
	show("Plot", reflect.TypeOf((*plotted)(nil)).Elem())
	show("Frame", reflect.TypeOf((*framed)(nil)).Elem())
	show("Series", reflect.TypeOf((*columned)(nil)).Elem())
}

// show has values with an interface shown by our renderers.
func show(name string, face reflect.Type) {
	display.Types[name] = face
	autoRenderers[name] = func(d Data, v interface{}) Data {
		for _, render := range symbols.Renderers() {
			if forms, ok := render(v); ok {
				d.Data = merge(d.Data, forms)
			}
		}
		return d
	}
}
