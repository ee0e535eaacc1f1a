package engine

import (
	"reflect"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/cosmos72/gomacro/xreflect"
)

// gomacro has one table of types, into which it looks at every variable that is
// made, and to which it adds what it has not met before: while it compiles, and
// where we ask it for a method or for the element of a type. Nothing guards the
// table, and package runtime ends a process whose goroutines read and write such
// a table at a time.

// universeLock guards what adds to the table.
var universeLock sync.Mutex

// strays is how many goroutines there are that cells have started.
var strays atomic.Int64

// settled has the questions that have been asked: the table has all that their
// answers need.
var settled sync.Map

// A question is one about a type.
type question struct {
	about string
	typ   any // a type of gomacro or of package reflect
	with  any
}

// ask answers a question about types. The first time it is asked, goroutines of
// cells are kept from running, but for once in some hundred times: waiting for the
// full ten milliseconds, as compiling does, would take too long where much is asked.
func ask[T any](q question, answer func(first bool) T) T {
	universeLock.Lock()
	defer universeLock.Unlock()
	if strays.Load() == 0 {
		return answer(false)
	}
	_, known := settled.Load(q)
	if !known {
		defer keepOthers()()
		defer settled.Store(q, true)
	}
	return answer(!known)
}

// part is the type of a part of a value, if the type of the whole is known.
func part(t xreflect.Type, of func(xreflect.Type) xreflect.Type) xreflect.Type {
	if t == nil {
		return nil
	}
	return ask(question{about: "parts", typ: identity(t)}, func(first bool) xreflect.Type {
		if first {
			meetParts(t)
		}
		return of(t)
	})
}

// embeddedField reports whether a field of a type declared in a cell is embedded.
func embeddedField(t xreflect.Type, i int) bool {
	if t == nil || t.Kind() != reflect.Struct {
		return false
	}
	return ask(question{about: "parts", typ: identity(t)}, func(first bool) bool {
		if first {
			meetParts(t)
		}
		return t.Field(i).Anonymous
	})
}

// meetParts puts all parts of a type into the table.
func meetParts(t xreflect.Type) {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			_ = t.Field(i).Type
		}
	case reflect.Map:
		_, _ = t.Key(), t.Elem()
	case reflect.Interface:
		for i := range t.NumMethod() {
			_ = t.Method(i).Type
		}
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		_ = t.Elem()
	}
}

// alone begins a change of what is declared, during which goroutines of cells
// neither run nor ask, until the function that it returns is called.
func alone() (done func()) {
	universeLock.Lock()
	if strays.Load() == 0 {
		return universeLock.Unlock
	}
	together := keepOthers()
	runtime.Gosched() // begins with the full ten milliseconds
	return func() {
		together()
		universeLock.Unlock()
	}
}

// keepOthers keeps the goroutines of cells from running until the function that
// it returns is called. There is no way to stop a goroutine; but with one
// processor, and nothing that waits, another one comes into its own only once the
// ten milliseconds of this one are over. universeLock is held.
func keepOthers() (done func()) {
	collect := debug.SetGCPercent(-1) // collecting would let others run in between
	processors := runtime.GOMAXPROCS(1)
	return func() {
		runtime.GOMAXPROCS(processors)
		debug.SetGCPercent(collect)
	}
}

// meetMethod puts the types of a method that has been declared into the table,
// which a question before may have looked for in vain. universeLock is held.
func meetMethod(t xreflect.Type, name string) {
	m, count := t.MethodByName(name, "main")
	if count != 1 || m.Type == nil {
		return
	}
	for i := range m.Type.NumIn() {
		_ = m.Type.In(i)
	}
	for i := range m.Type.NumOut() {
		_ = m.Type.Out(i)
	}
}

// identity is what tells a type from others in a question; nil for nil.
func identity(t xreflect.Type) any {
	if t == nil {
		return nil
	}
	return t.GoType()
}
