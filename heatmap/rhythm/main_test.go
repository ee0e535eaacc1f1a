package rhythm

import (
	"flag"
	"os"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "learn the habits again, rewrite goldens")

// Code that reads time.Local by mistake would go unnoticed on a machine set to UTC.
func TestMain(m *testing.M) {
	far, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	time.Local = far
	os.Exit(m.Run())
}
