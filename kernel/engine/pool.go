package engine

import (
	"reflect"
	"sync"
)

// gomacro has no types of its own to offer compiled code: a value of a type
// that a cell declares as int is an int there. So such types are made of a
// pool of compiled ones, which are alike but not the same: a value in an
// interface then tells which type it has.

type (
	ownBool[A, B any]       bool
	ownInt[A, B any]        int
	ownInt8[A, B any]       int8
	ownInt16[A, B any]      int16
	ownInt32[A, B any]      int32
	ownInt64[A, B any]      int64
	ownUint[A, B any]       uint
	ownUint8[A, B any]      uint8
	ownUint16[A, B any]     uint16
	ownUint32[A, B any]     uint32
	ownUint64[A, B any]     uint64
	ownUintptr[A, B any]    uintptr
	ownFloat32[A, B any]    float32
	ownFloat64[A, B any]    float64
	ownComplex64[A, B any]  complex64
	ownComplex128[A, B any] complex128
	ownString[A, B any]     string
	ownNothing[A, B any]    struct{}
)

// The digits of which the numbers of the types are made.
type d0 struct{}
type d1 struct{}
type d2 struct{}
type d3 struct{}
type d4 struct{}
type d5 struct{}
type d6 struct{}
type d7 struct{}

// A pool lists its types by kind.
type pool map[reflect.Kind][]reflect.Type

func addType[T any](p pool) {
	t := reflect.TypeFor[T]()
	p[t.Kind()] = append(p[t.Kind()], t)
}

// addCommon adds a type for each of the kinds of which programs declare many.
func addCommon[A, B any](p pool) {
	addType[ownInt[A, B]](p)
	addType[ownFloat64[A, B]](p)
	addType[ownString[A, B]](p)
	addType[ownNothing[A, B]](p)
}

func addRow[A any](p pool) {
	addCommon[A, d0](p)
	addCommon[A, d1](p)
	addCommon[A, d2](p)
	addCommon[A, d3](p)
	addCommon[A, d4](p)
	addCommon[A, d5](p)
	addCommon[A, d6](p)
	addCommon[A, d7](p)
	addType[ownBool[A, d0]](p)
	addType[ownInt8[A, d0]](p)
	addType[ownInt16[A, d0]](p)
	addType[ownInt32[A, d0]](p)
	addType[ownInt64[A, d0]](p)
	addType[ownUint[A, d0]](p)
	addType[ownUint8[A, d0]](p)
	addType[ownUint16[A, d0]](p)
	addType[ownUint32[A, d0]](p)
	addType[ownUint64[A, d0]](p)
	addType[ownUintptr[A, d0]](p)
	addType[ownFloat32[A, d0]](p)
	addType[ownComplex64[A, d0]](p)
	addType[ownComplex128[A, d0]](p)
}

// pooled are all types: 64 of the common kinds, 8 of the others.
var pooled = sync.OnceValue(func() pool {
	p := pool{}
	addRow[d0](p)
	addRow[d1](p)
	addRow[d2](p)
	addRow[d3](p)
	addRow[d4](p)
	addRow[d5](p)
	addRow[d6](p)
	addRow[d7](p)
	return p
})
