package engine

// Engine runs the cells of one notebook, which share their variables. Run is
// called by one goroutine at a time; the other methods may be called while a
// cell runs.
type Engine interface {
	// Run runs one cell to its end and sends what it prints and displays to
	// out. All output of the cell has reached out when Run returns. The bundle
	// is the value of the cell, nil when it has none. The error is an *Error
	// when the cell is at fault.
	Run(cell Cell, out Output) (*Bundle, error)

	// Interrupt ends the running cell, which then fails with an *Error named
	// "Interrupt"; variables keep their values. Nothing happens between cells.
	Interrupt()

	// Complete lists what may stand at the cursor, which is counted in code
	// points from the start of code.
	Complete(code string, cursor int) Completion

	// Inspect describes the name at the cursor, which is counted in code
	// points: its type or signature, its value and its documentation. Detail 1
	// says more than detail 0. It returns false when it knows nothing.
	Inspect(code string, cursor, detail int) (*Bundle, bool)

	// IsComplete says whether code can be run as it is: "complete",
	// "incomplete" (with the indent of the line to come), "invalid", or
	// "unknown".
	IsComplete(code string) (status, indent string)

	// Close ends the engine. Run fails afterwards.
	Close() error
}

// Cell is a piece of Go source to run. Number is what the notebook shows as
// In[n]; tracebacks name it. Number 0 is a piece that has none.
type Cell struct {
	Number int
	Source string
}

// Bundle is one thing to show, in as many forms as it has: a map from MIME
// type to value. Text is string, pictures such as image/png are []byte,
// application/json is whatever encoding/json can marshal. Metadata and
// Transient may be nil.
type Bundle struct {
	Data, Metadata, Transient map[string]any
}

// Output is where the outputs of a running cell go. Its methods may be called
// from several goroutines.
type Output interface {
	// Stream is text written to "stdout" or "stderr".
	Stream(name string, text string)
	// Display shows a bundle now. Transient["display_id"], if there, names it
	// for UpdateDisplay.
	Display(b Bundle)
	// UpdateDisplay replaces the bundle of the same Transient["display_id"].
	UpdateDisplay(b Bundle)
	// ClearOutput removes what the cell has shown so far; with wait, only when
	// something new arrives.
	ClearOutput(wait bool)
	// Input asks the user for a line. It fails when nobody can answer.
	Input(prompt string, password bool) (string, error)
}

// Completion is what may stand in place of the code points [Start, End).
// Types[i] says what Matches[i] is, in the words that front-ends have icons for:
// "function" (methods too), "type", "module" (a package), "instance" (a
// variable), "field", "constant" or "keyword".
type Completion struct {
	Matches    []string
	Start, End int
	Types      []string
}

// Error is a fault of a cell. Name is the Go type or the kind of fault, such
// as "runtime error", "CompileError", "ImportError" or "Interrupt"; Value is
// the message. The lines of Traceback carry ANSI colours and repeat both.
type Error struct {
	Name, Value string
	Traceback   []string
}

// Error returns the name and the message.
func (e *Error) Error() string {
	if e.Value == "" {
		return e.Name
	}
	return e.Name + ": " + e.Value
}
