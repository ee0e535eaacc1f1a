package engine

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// typeExpr writes a type so that the interpreter understands it in any cell.
func (r *rewriter) typeExpr(t types.Type) ast.Expr {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return &ast.SelectorExpr{X: ast.NewIdent(r.in.hidden("unsafe")), Sel: ast.NewIdent("Pointer")}
		}
		return ast.NewIdent(t.Name())
	case *types.Named:
		return r.namedExpr(t)
	case *types.Pointer:
		return &ast.StarExpr{X: r.typeExpr(t.Elem())}
	case *types.Slice:
		return &ast.ArrayType{Elt: r.typeExpr(t.Elem())}
	case *types.Array:
		return &ast.ArrayType{Len: &ast.BasicLit{Kind: token.INT, Value: strconv.FormatInt(t.Len(), 10)}, Elt: r.typeExpr(t.Elem())}
	case *types.Map:
		return &ast.MapType{Key: r.typeExpr(t.Key()), Value: r.typeExpr(t.Elem())}
	case *types.Chan:
		return &ast.ChanType{Dir: chanDir(t.Dir()), Value: r.typeExpr(t.Elem())}
	case *types.Signature:
		return &ast.FuncType{Params: r.fields(t.Params(), t.Variadic()), Results: r.fields(t.Results(), false)}
	case *types.Struct:
		return r.structExpr(t)
	case *types.Interface:
		return r.interfaceExpr(t)
	case *types.TypeParam:
		return ast.NewIdent(t.Obj().Name())
	}
	r.err = &Error{Name: "CompileError", Value: fmt.Sprintf("the type %s cannot be written in a cell", t)}
	return ast.NewIdent("any")
}

func (r *rewriter) namedExpr(t *types.Named) ast.Expr {
	pkg := t.Obj().Pkg()
	if pkg != nil && pkg.Path() == "main" && t.TypeArgs().Len() > 0 {
		return r.namedInstance(t)
	}
	if isIterator(t.Obj()) {
		return r.typeExpr(t.Underlying())
	}
	if pkg == nil || pkg.Path() == "main" {
		return ast.NewIdent(t.Obj().Name())
	}
	return &ast.SelectorExpr{X: ast.NewIdent(r.in.hidden(pkg.Path())), Sel: ast.NewIdent(t.Obj().Name())}
}

func chanDir(d types.ChanDir) ast.ChanDir {
	switch d {
	case types.SendOnly:
		return ast.SEND
	case types.RecvOnly:
		return ast.RECV
	}
	return ast.SEND | ast.RECV
}

func (r *rewriter) fields(tuple *types.Tuple, variadic bool) *ast.FieldList {
	list := &ast.FieldList{}
	for i := range tuple.Len() {
		t := tuple.At(i).Type()
		var e ast.Expr
		if s, ok := t.(*types.Slice); ok && variadic && i == tuple.Len()-1 {
			e = &ast.Ellipsis{Elt: r.typeExpr(s.Elem())}
		} else {
			e = r.typeExpr(t)
		}
		list.List = append(list.List, &ast.Field{Type: e})
	}
	return list
}

func (r *rewriter) structExpr(t *types.Struct) ast.Expr {
	list := &ast.FieldList{}
	for i := range t.NumFields() {
		f := t.Field(i)
		field := &ast.Field{Type: r.typeExpr(f.Type())}
		if f.Embedded() {
			r.refuseEmbedded(f.Type(), f.Pos())
		} else {
			field.Names = []*ast.Ident{ast.NewIdent(f.Name())}
		}
		if tag := t.Tag(i); tag != "" {
			field.Tag = &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(tag)}
		}
		list.List = append(list.List, field)
	}
	return &ast.StructType{Fields: list}
}

// refuseEmbedded says that an instance of a generic type cannot be embedded: no
// field can have its name.
func (r *rewriter) refuseEmbedded(t types.Type, pos token.Pos) {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named := cellType(t); named != nil && named.TypeArgs().Len() > 0 && r.err == nil {
		at, _ := r.in.place(pos)
		r.err = compileError("CompileError", fmt.Sprintf("%s cannot be embedded in cells, because it is an instance of a generic type: give the field a name", named.Obj().Name()), at)
	}
}

func (r *rewriter) interfaceExpr(t *types.Interface) ast.Expr {
	list := &ast.FieldList{}
	for m := range t.Methods() {
		list.List = append(list.List, &ast.Field{
			Names: []*ast.Ident{ast.NewIdent(m.Name())},
			Type:  r.cutType(cut{m.Signature(), crossed}),
		})
	}
	return &ast.InterfaceType{Methods: list}
}

// hidden imports a package under a name that no cell can write.
func (in *interpreter) hidden(path string) string {
	name := "·" + path
	if in.imported[name] == "" {
		if err := in.importPackage(name, path); err != nil {
			panic(&Error{Name: "CompileError", Value: err.Error(), Traceback: []string{headline("CompileError", err.Error())}})
		}
	}
	return name
}
