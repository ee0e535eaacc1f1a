package linked

import (
	"encoding/binary"
	"math"
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hourprint/hourprint/heatmap"
)

// mmdbText, mmdbMap, mmdbShort and mmdbDouble write values of MaxMind's DB format
// (https://maxmind.github.io/MaxMind-DB/): a byte with type and size, then the value.
func mmdbText(s string) string { return string([]byte{byte(2<<5 | len(s))}) + s }

func mmdbMap(pairs ...string) string {
	out := string([]byte{byte(7<<5 | len(pairs)/2)})
	for i, p := range pairs {
		if i%2 == 0 {
			p = mmdbText(p)
		}
		out += p
	}
	return out
}

func mmdbShort(v uint16) string { return string(binary.BigEndian.AppendUint16([]byte{5<<5 | 2}, v)) }

func mmdbDouble(v float64) string {
	return string(binary.BigEndian.AppendUint64([]byte{3<<5 | 8}, math.Float64bits(v)))
}

// mmdbFile writes a database with one record, of one IPv4 address.
func mmdbFile(t *testing.T, address, record string) string {
	t.Helper()
	const nodes = 32
	var file []byte
	for bit, ip := 0, netip.MustParseAddr(address).As4(); bit < nodes; bit++ {
		var pair [2]uint32
		side := ip[bit/8] >> (7 - bit%8) & 1
		pair[1-side], pair[side] = nodes, uint32(bit+1) // the number of nodes means "nothing"
		if bit == nodes-1 {
			pair[side] = nodes + 16 // the first record behind the gap
		}
		for _, v := range pair {
			file = append(file, byte(v>>16), byte(v>>8), byte(v))
		}
	}
	file = append(file, make([]byte, 16)...)
	file = append(file, record...)
	file = append(file, "\xab\xcd\xefMaxMind.com"...)
	file = append(file, mmdbMap("node_count", string([]byte{6<<5 | 1, nodes}), "record_size", mmdbShort(24), "ip_version", mmdbShort(4), "database_type", mmdbText("Test-City"),
		"languages", string([]byte{0, 4}), "binary_format_major_version", mmdbShort(2), "binary_format_minor_version", mmdbShort(0),
		"build_epoch", string([]byte{1, 2, 9}), "description", mmdbMap())...)
	path := filepath.Join(t.TempDir(), "places.mmdb")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Addresses get their places from a database; those it does not know, and what is no
// address, have none.
func TestPlacesFromDatabase(t *testing.T) {
	database := mmdbFile(t, "192.0.2.7", mmdbMap(
		"city", mmdbMap("names", mmdbMap("en", mmdbText("Kyiv"))),
		"country", mmdbMap("names", mmdbMap("en", mmdbText("Ukraine"))),
		"location", mmdbMap("latitude", mmdbDouble(50.45), "longitude", mmdbDouble(30.52))))
	df := flows(t, 400, 3)
	dst, err := heatmap.ReadColumn(df, "dst")
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, address := range dst.Texts {
		if address == "192.0.2.7" {
			at++
		}
	}
	tb, err := newTable(df, &Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &plan{table: tb, opt: Options{Map: MapOptions{Address: "dst", FromAddress: "proto", Database: database}}}
	if err := p.make(); err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	lat, lon, place := p.column("dst latitude"), p.column("dst longitude"), p.column("dst place")
	for row := range p.rows {
		switch {
		case lat.IsMissing(row) && lon.IsMissing(row) && place.IsMissing(row):
			found["none"]++
		case lat.Numbers[row] == 50.45 && lon.Numbers[row] == 30.52 && place.Texts[row] == "Kyiv, Ukraine":
			found["there"]++
		}
	}
	if diff := cmp.Diff(map[string]int{"there": at, "none": 400 - at}, found); diff != "" || at == 0 {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if m := p.data.Map; m == nil || m.Lat != p.index("dst latitude") || m.FromLat != p.index("proto latitude") || m.Place != p.index("dst place") {
		t.Errorf("the map is of %+v", m)
	}
}
