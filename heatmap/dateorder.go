package heatmap

import (
	"fmt"

	"github.com/go-gota/gota/dataframe"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// parsersByHand returns the parser for each row: one for all, or one for each
// value of TimeOptions.OrderBy that has learnt from the rows of that value alone.
func parsersByHand(df dataframe.DataFrame, parser timelog.StampParser, texts []string, opt TimeOptions) (func(row int) *timelog.StampParser, error) {
	if opt.OrderBy == "" {
		if err := parser.Learn(present(texts)); err != nil {
			return nil, fmt.Errorf("heatmap: column %q: %w", opt.Column, err)
		}
		return func(int) *timelog.StampParser { return &parser }, nil
	}
	column, err := columnOf(df, opt.OrderBy)
	if err != nil {
		return nil, err
	}
	hands, rows := make([]string, len(texts)), map[string][]string{}
	for i, text := range texts {
		if e := column.Elem(i); !e.IsNA() {
			hands[i] = e.String()
		}
		if text != "" {
			rows[hands[i]] = append(rows[hands[i]], text)
		}
	}
	parsers := map[string]*timelog.StampParser{}
	for _, hand := range hands {
		if parsers[hand] != nil {
			continue
		}
		own := parser
		if err := own.Learn(rows[hand]); err != nil {
			return nil, fmt.Errorf("heatmap: column %q, rows whose %q is %q: %w", opt.Column, opt.OrderBy, hand, err)
		}
		parsers[hand] = &own
	}
	return func(row int) *timelog.StampParser { return parsers[hands[row]] }, nil
}
