package heatmap_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/hourprint/hourprint/heatmap"
)

// A frame as plain slices: text, numbers, what is missing, and the instants.
func ExampleReadColumn() {
	folder, err := os.MkdirTemp("", "columns")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "log.csv")
	if err := os.WriteFile(path, []byte("ts,who,bytes\n2024-05-06T07:08:09Z,ann,12\n2024-05-06T07:09:00Z,bob,\n,cat,3\n"), 0o600); err != nil {
		panic(err)
	}
	df, err := heatmap.Read(path)
	if err == nil {
		df, err = heatmap.WithTime(df, "ts", "Europe/Berlin")
	}
	if err != nil {
		panic(err)
	}
	who, _ := heatmap.ReadColumn(df, "who")
	bytes, _ := heatmap.ReadColumn(df, "bytes")
	times, _ := heatmap.ReadInstants(df)
	fmt.Println(who.Texts, bytes.Numbers, bytes.IsMissing(1))
	fmt.Println(times.At[0].UTC(), times.At[2].IsZero(), times.Zone, times.ZoneFrom)
	_, err = heatmap.ReadColumn(df, "nobody")
	fmt.Println(err)
	// Output:
	// [ann bob cat] [12 NaN 3] true
	// 2024-05-06 07:08:09 +0000 UTC true Europe/Berlin stamp
	// heatmap: no column "nobody": the DataFrame has ["ts" "who" "bytes" "time" "weekday" "hour" "date" "zone_from"]
}
