package engine

import (
	"errors"
	"fmt"
	"testing"
)

func TestPanicName(t *testing.T) {
	tests := []struct {
		value any
		want  string
	}{
		{"text", "panic"},
		{errors.New("x"), "*errors.errorString"},
		{fmt.Errorf("y: %w", errors.New("x")), "*fmt.wrapError"},
		{overflow{}, "panic"}, // ours, which means nothing to a cell
	}
	for _, test := range tests {
		if got := panicName(test.value); got != test.want {
			t.Errorf("panicName(%v) = %s, want %s", test.value, got, test.want)
		}
	}
}
