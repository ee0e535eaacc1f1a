package runner_test

import (
	"context"
	"fmt"

	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/runner"
	"github.com/hourprint/hourprint/kernel/symbols"
)

func ExampleRun() {
	nb := notebook.New()
	nb.Add("code", "day := \"Monday\"")
	nb.Add("code", "len(day)")
	eng, err := symbols.NewEngine()
	if err != nil {
		panic(err)
	}
	defer eng.Close()
	result, err := runner.Run(context.Background(), nb, eng, runner.Options{
		Progress: func(e runner.Event) { fmt.Printf("%d of %d %s: %s\n", e.Cell, e.Cells, e.Kind, e.Source) },
	})
	if err != nil {
		panic(err)
	}
	fmt.Println(result.Notebook.Cells[1].Outputs[0].Data["text/plain"])
	// Output:
	// 1 of 2 start: day := "Monday"
	// 1 of 2 done: day := "Monday"
	// 2 of 2 start: len(day)
	// 2 of 2 done: len(day)
	// 6
}
