package engine

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"text/template"
)

// templating lists the methods that execute templates, with text/template and
// html/template.
var templating = map[string]bool{"Execute": true, "ExecuteTemplate": true}

// explained makes the error of a template that is executed one that says what
// templates do not see of a cell; nil for other calls.
func (r *rewriter) explained(n *ast.CallExpr, f *types.Func) ast.Expr {
	if path := f.Pkg().Path(); path != "text/template" && path != "html/template" || f.Signature().Recv() == nil || !templating[f.Name()] {
		return nil
	}
	return &ast.CallExpr{Fun: &ast.Ident{NamePos: n.Pos(), Name: "·explained"}, Lparen: n.Lparen, Args: []ast.Expr{n}}
}

// unseen is what the error says of a field that is missing in a type of cells,
// whose name package template does not know.
var unseen = regexp.MustCompile(`can't evaluate field (\w+) in type (\*?)(struct \{.*|engine\.own.*)$`)

// explainTemplate says of a method that a template has looked for in vain why.
func explainTemplate(err error) error {
	var failed template.ExecError
	if !errors.As(err, &failed) {
		return err
	}
	m := unseen.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	where := "a type of a cell"
	if mark := regexp.MustCompile(markKey + `:\\"(\w+)`).FindStringSubmatch(m[3]); mark != nil {
		where = m[2] + "main." + mark[1]
	}
	text := strings.Replace(err.Error(), m[0], fmt.Sprintf("can't evaluate field %s in type %s", m[1], where), 1)
	return &templateError{failed, text + "\n(templates see the exported fields of types that cells declare, but not their methods: " +
		"give the template the function, with Funcs, or what the method returns)"}
}

// A templateError is an error of package template in other words.
type templateError struct {
	template.ExecError
	text string
}

func (e *templateError) Error() string { return e.text }

func (e *templateError) Unwrap() error { return e.ExecError }
