package report

const (
	sampleRows = 20  // shown unless Sample.Most says otherwise
	sampleText = 500 // characters of a cell shown
)

// sampleView is a Sample ready for the page.
type sampleView struct {
	Columns []string
	Rows    [][]string
	Left    int64 // rows not shown
	Note    string
}

// newSample cuts a sample to size and makes its texts safe to read; nil stays nil.
func newSample(s *Sample) *sampleView {
	if s == nil {
		return nil
	}
	most := s.Most
	if most <= 0 {
		most = sampleRows
	}
	rows := s.Rows[:min(most, len(s.Rows))]
	v := &sampleView{Left: int64(len(s.Rows) - len(rows)), Note: visible(s.Note)}
	for _, c := range s.Columns {
		v.Columns = append(v.Columns, shorten(visible(c), 100))
	}
	for _, row := range rows {
		cells := make([]string, len(s.Columns))
		for i := range min(len(cells), len(row)) {
			cells[i] = visible(shorten(row[i], sampleText))
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}
