package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// An ownFault is the error of a method for JSON of a type that a cell declares.
type ownFault struct {
	typ, method string
	err         error
}

func (f *ownFault) Error() string { return f.err.Error() }

func (f *ownFault) Unwrap() error { return f.err }

// A jsonFault is an error of package json in words that name the types of cells.
type jsonFault struct {
	text string
	err  error
}

func (f *jsonFault) Error() string { return f.text }

func (f *jsonFault) Unwrap() error { return f.err }

// jsonError is an error of package json as it would be if it had seen values
// instead of their images.
func (in *interpreter) jsonError(err error) error {
	var own *ownFault
	var fault *jsonFault
	var typ *json.UnsupportedTypeError
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.As(err, &own):
		return &jsonFault{fmt.Sprintf("json: error calling %s for type %s: %v", own.method, own.typ, own.err), err}
	case errors.As(err, &typ):
		return &jsonFault{"json: unsupported type: " + goName(typ.Type, in.own), err}
	}
	return err
}

// A keyFault is the panic of a key that cannot be made into text.
type keyFault struct{ err error }

// unmade recovers the panic of a key of the map v.
func (g *registry) unmade(v reflect.Value) {
	switch r := recover().(type) {
	case nil:
	case keyFault:
		panic(&jsonFault{text: fmt.Sprintf("json: encoding error for type %q: %q", goName(v.Type(), g), r.err.Error())})
	default:
		panic(r)
	}
}
