package timelog

import (
	"os"
	"testing"
	"time"
)

// Code that reads time.Local by mistake would go unnoticed on a machine set to
// UTC, so the tests live in Samoa, which skipped a whole day in 2011.
func TestMain(m *testing.M) {
	loc, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	time.Local = loc
	os.Exit(m.Run())
}
