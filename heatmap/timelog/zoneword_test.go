package timelog

import (
	"context"
	"strings"
	"testing"
)

// A column whose times all end with a word that is no zone is refused, and never read as
// if the word were not there.
func TestUnknownZoneWords(t *testing.T) {
	for _, text := range []string{
		"when,who\n2024-03-04 09:00 XQT,ada\n2024-03-05 10:00 XQT,bo\n2024-03-06 11:00 XQT,cyd\n",
		"when;who\n2024-03-04 09:00:00 Europe/Nowhere;ada\n2024-03-05 10:00:00 Europe/Nowhere;bo\n",
		`{"time":"2024-03-04 09:00:00 XQT","who":"ada"}` + "\n" + `{"time":"2024-03-05 09:00:00 XQT","who":"bo"}` + "\n",
		`[{"time":"Mon, 04 Mar 2024 09:00:00 XQT"},{"time":"Tue, 05 Mar 2024 09:00:00 XQT"}]`,
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log", text))
		if err == nil || !strings.Contains(err.Error(), "unknown zone word") {
			t.Errorf("%q: %v, %+v", text, err, tally.Sources)
		}
	}
}
