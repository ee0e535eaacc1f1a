package engine

import (
	"go/ast"
	"go/token"
	"slices"
)

// inGroups puts declarations of constants and types in an order in which each
// comes after those that it names: gomacro's own order fails for interfaces
// whose methods name other types of the cell. Those that name each other are
// one group.
func inGroups(decls []ast.Node) [][]ast.Node {
	g := &grouping{nodes: onePerSpec(decls), at: map[string]int{}}
	for i, n := range g.nodes {
		for _, name := range declaredBy(n.(*ast.GenDecl)) {
			g.at[name] = i
		}
	}
	g.low, g.number = make([]int, len(g.nodes)), make([]int, len(g.nodes))
	for i := range g.nodes {
		if g.number[i] == 0 {
			g.visit(i)
		}
	}
	return g.groups
}

// onePerSpec divides declarations of several types; constants stay together,
// because of iota.
func onePerSpec(decls []ast.Node) []ast.Node {
	var nodes []ast.Node
	for _, n := range decls {
		d := n.(*ast.GenDecl)
		if d.Tok != token.TYPE {
			nodes = append(nodes, d)
			continue
		}
		for _, spec := range d.Specs {
			one := *d
			one.Specs = []ast.Spec{spec}
			nodes = append(nodes, &one)
		}
	}
	return nodes
}

// A grouping finds the strongly connected components of declarations (Tarjan,
// doi.org/10.1137/0201010), which come out in the order wanted.
type grouping struct {
	nodes       []ast.Node
	at          map[string]int // where a name is declared
	groups      [][]ast.Node
	count       int
	number, low []int // by node; 0 = not visited
	stack       []int
}

func (g *grouping) visit(i int) {
	g.count++
	g.number[i], g.low[i] = g.count, g.count
	g.stack = append(g.stack, i)
	for _, j := range g.named(g.nodes[i]) {
		if g.number[j] == 0 {
			g.visit(j)
			g.low[i] = min(g.low[i], g.low[j])
		} else if slices.Contains(g.stack, j) {
			g.low[i] = min(g.low[i], g.number[j])
		}
	}
	if g.low[i] < g.number[i] {
		return
	}
	from := slices.Index(g.stack, i)
	members := slices.Sorted(slices.Values(g.stack[from:])) // as they are written
	g.stack = g.stack[:from]
	var group []ast.Node
	for _, j := range members {
		group = append(group, g.nodes[j])
	}
	g.groups = append(g.groups, group)
}

// named lists the declarations that one names, as it names them. The names of
// fields and methods are not meant.
func (g *grouping) named(n ast.Node) (found []int) {
	skip := map[*ast.Ident]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, id := range n.Names {
				skip[id] = true
			}
		case *ast.SelectorExpr:
			skip[n.Sel] = true
		case *ast.Ident:
			if j, ok := g.at[n.Name]; ok && !skip[n] {
				found = append(found, j)
			}
		}
		return true
	})
	return found
}
