package notebook_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/hourprint/hourprint/kernel/notebook"
)

const small = `{"nbformat": 4, "nbformat_minor": 4, "cells": [
	{"cell_type": "code", "source": "1 < 2", "outputs": [
		{"output_type": "execute_result", "execution_count": 1, "data": {"text/plain": "true"}}]}]}`

func Example() {
	nb, err := notebook.Read(strings.NewReader(small))
	if err != nil {
		panic(err)
	}
	nb.Add("markdown", "So it is.")
	if err := notebook.Write(os.Stdout, nb); err != nil {
		panic(err)
	}
	// Output:
	// {
	//  "cells": [
	//   {
	//    "cell_type": "code",
	//    "execution_count": null,
	//    "metadata": {},
	//    "outputs": [
	//     {
	//      "data": {
	//       "text/plain": [
	//        "true"
	//       ]
	//      },
	//      "execution_count": 1,
	//      "metadata": {},
	//      "output_type": "execute_result"
	//     }
	//    ],
	//    "source": [
	//     "1 < 2"
	//    ]
	//   },
	//   {
	//    "cell_type": "markdown",
	//    "metadata": {},
	//    "source": [
	//     "So it is."
	//    ]
	//   }
	//  ],
	//  "metadata": {},
	//  "nbformat": 4,
	//  "nbformat_minor": 4
	// }
}

func ExampleCompare() {
	run := func(printed string) *notebook.Notebook {
		nb := notebook.New()
		nb.Add("code", "fmt.Println(len(days), last)").Outputs = []*notebook.Output{
			{Type: "stream", Name: "stdout", Text: printed},
		}
		return nb
	}
	for _, d := range notebook.Compare(run("7 days\nSunday\n"), run("7 days\nSaturday\n"), notebook.CompareOptions{}) {
		fmt.Println(d)
	}
	// Output:
	// cell 1, output 1: fmt.Println(len(days), last)
	//     stdout differs:
	//       7 days
	//     - Sunday
	//     + Saturday
}

func ExampleMarkdown() {
	nb := notebook.New()
	nb.Add("markdown", "# One week")
	nb.Add("code", "week").Outputs = []*notebook.Output{{
		Type: "display_data",
		Data: map[string]any{"image/svg+xml": "<svg/>", "text/plain": "A heat map"},
	}}
	text, figures, err := notebook.Markdown(nb, notebook.MarkdownOptions{Folder: "figures"})
	if err != nil {
		panic(err)
	}
	fmt.Print(string(text))
	for name, data := range figures {
		fmt.Printf("and %s: %s\n", name, data)
	}
	// Output:
	// # One week
	//
	// ```go
	// week
	// ```
	//
	// ![A heat map](figures/2_1.svg)
	// and figures/2_1.svg: <svg/>
}

func ExampleHTML() {
	nb := notebook.New()
	nb.Add("code", "body").Outputs = []*notebook.Output{
		{Type: "stream", Name: "stdout", Text: "\x1b[31m<script>\x1b[0m stays text\n"},
	}
	page, err := notebook.HTML(nb, notebook.HTMLOptions{Title: "Hostile"})
	if err != nil {
		panic(err)
	}
	_, body, _ := strings.Cut(string(page), "<main>\n")
	fmt.Print(body)
	// Output:
	// <section class="code">
	// <pre class="src" tabindex="0"><code>body</code></pre>
	// <pre class="out text" tabindex="0">
	// <span class="ansi-f1">&lt;script&gt;</span> stays text</pre>
	// </section>
	// </main>
	// </body>
	// </html>
}
