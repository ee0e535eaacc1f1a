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

// A codingFault is an error of package json or xml in words that name the types of cells.
type codingFault struct {
	text string
	err  error
}

func (f *codingFault) Error() string { return f.text }

func (f *codingFault) Unwrap() error { return f.err }

// jsonError is an error of package json as it would be if it had seen values
// instead of their images.
func (in *interpreter) jsonError(err error) error {
	var own *ownFault
	var fault *codingFault
	var typ *json.UnsupportedTypeError
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.As(err, &own):
		return &codingFault{fmt.Sprintf("json: error calling %s for type %s: %v", own.method, own.typ, own.err), err}
	case errors.As(err, &typ):
		return &codingFault{"json: unsupported type: " + goName(typ.Type, in.own), err}
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
		panic(&codingFault{text: fmt.Sprintf("json: encoding error for type %q: %q", goName(v.Type(), g), r.err.Error())})
	default:
		panic(r)
	}
}
