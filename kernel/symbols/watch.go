package symbols

import (
	"github.com/go-gota/gota/dataframe"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/kernel/engine"
)

// replace makes the functions of package heatmap that read files show in a cell
// how far they have come, unless the cell asks for that itself: heatmap knows
// nothing of cells.
func replace(path string, watch engine.Watch) map[string]any {
	if path != "github.com/hourprint/hourprint/heatmap" {
		return nil
	}
	watched := func(opt *heatmap.ReadOptions) (end func()) {
		if opt.Progress != nil {
			return func() {}
		}
		opt.Progress, end = watch("reading")
		return end
	}
	readLog := func(opt heatmap.ReadOptions, patterns ...string) (*heatmap.Reading, error) {
		defer watched(&opt)()
		return heatmap.ReadLog(opt, patterns...)
	}
	return map[string]any{
		"ReadLog": readLog,
		"Read": func(patterns ...string) (dataframe.DataFrame, error) {
			reading, err := readLog(heatmap.ReadOptions{}, patterns...)
			if reading == nil {
				return dataframe.DataFrame{}, err
			}
			return reading.Frame, err
		},
		"Count": func(opt heatmap.CountOptions, patterns ...string) (*heatmap.Tally, error) {
			defer watched(&opt.Read)()
			return heatmap.Count(opt, patterns...)
		},
	}
}
