package engine

import (
	"fmt"
	"reflect"
)

// faceData collects the forms in which v shows itself. It returns false when
// v has none but plain text.
func (in *interpreter) faceData(v any) (Data, bool) {
	v = in.unkept(v)
	d := Data{Data: MIMEMap{}}
	found := false
	if own, ok := v.(*ownFaces); ok {
		for i, f := range faces {
			if own.faces[i] != nil && f.add(own.faces[i], &d) {
				found = true
			}
		}
	} else {
		found = in.compiledFaces(v, &d)
	}
	if !found {
		return Data{}, false
	}
	if _, ok := d.Data[mimeText]; !ok {
		d.Data[mimeText] = in.text(v)
	}
	return d, true
}

// compiledFaces adds the forms of a value of a compiled type: what its own
// methods give, or those of a pointer to it, or else what a renderer gives.
func (in *interpreter) compiledFaces(v any, d *Data) bool {
	if data, ok := v.(Data); ok {
		merge(d, data)
		return true
	}
	found := false
	for _, candidate := range []any{v, pointerTo(v)} {
		if candidate == nil || found {
			continue
		}
		for _, f := range faces {
			if f.add(candidate, d) {
				found = true
			}
		}
	}
	for _, render := range in.opt.Renderers {
		if found {
			break
		}
		forms, ok := render(v)
		if ok {
			merge(d, Data{Data: forms})
			found = true
		}
	}
	return found
}

// pointerTo is a pointer to a copy of v, for methods with a pointer receiver.
func pointerTo(v any) any {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() || rv.Kind() == reflect.Pointer || rv.Type().Name() == "" {
		return nil
	}
	if reflect.PointerTo(rv.Type()).NumMethod() == 0 {
		return nil
	}
	p := reflect.New(rv.Type())
	p.Elem().Set(rv)
	return p.Interface()
}

// text is the plain text of a value: what it says itself, or what fmt prints.
func (in *interpreter) text(v any) string {
	v = in.unkept(v)
	switch v := v.(type) {
	case *ownFaces:
		switch {
		case v.err != nil:
			return v.err.Error()
		case v.text != nil:
			return v.text.String()
		}
		return fmt.Sprint(v.shown)
	case function:
		return string(v)
	case nil:
		return "<nil>"
	}
	if s := in.shown(v); s != nil {
		return fmt.Sprint(s)
	}
	return fmt.Sprint(v)
}
