package lake

import (
	"os"
	"testing"
	"time"
)

// Code that reads time.Local by mistake would go unnoticed on a machine set to
// UTC. Apia is 13 hours ahead and skipped a whole day in 2011.
func TestMain(m *testing.M) {
	far, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	time.Local = far
	status := m.Run()
	stopServers()
	os.Exit(status)
}
