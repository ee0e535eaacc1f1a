package engine

import (
	"slices"
	"strings"
	"testing"
)

// What is known can be asked for while a cell runs: names of earlier cells and
// of the code itself.
func TestAskDuringCell(t *testing.T) {
	e := bare(t)
	if _, err := e.Run(Cell{Number: 1, Source: "total := 41\nfunc totally() {}"}, &recorder{}); err != nil {
		t.Fatal(err)
	}
	running := make(chan struct{})
	go func() {
		defer close(running)
		e.Run(Cell{Number: 2, Source: "for { total++ }"}, &recorder{})
	}()
	for e.(*interpreter).life.state.Load() != lifeRuns {
	}
	c := e.Complete("tota", 4)
	if !slices.Equal(c.Matches, []string{"total", "totally"}) {
		t.Errorf("completion: %v", c.Matches)
	}
	b, ok := e.Inspect("total", 2, 0)
	if !ok || !strings.HasPrefix(b.Data["text/plain"].(string), "var total int") {
		t.Errorf("inspection: %v %v", ok, b)
	}
	select {
	case <-running:
		t.Error("the cell had ended")
	default:
	}
	e.Interrupt()
	<-running
	b, ok = e.Inspect("total", 2, 0)
	if !ok || !strings.Contains(b.Data["text/plain"].(string), "= ") {
		t.Errorf("inspection afterwards: %v %v", ok, b)
	}
}
