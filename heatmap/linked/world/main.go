// World makes heatmap/linked/page/world.bin, the outline of the world that the map
// draws offline, from Natural Earth's 1:110m countries, which are in the public
// domain (https://www.naturalearthdata.com/about/terms-of-use/), as the npm package
// world-atlas 2.0.2 ships them in TopoJSON:
//
//	npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//	go run ./heatmap/linked/world <package/countries-110m.json >heatmap/linked/page/world.bin
//
// The file is a list of signed varints (encoding/binary): the number of lines; for each
// line its number of points, and for each point how much its longitude and latitude
// differ from those of the point before, in tenths of a degree; then the number of rings
// of land; for each ring its number of lines, and the lines by number, or by −1 − number
// where a line is walked backwards. Lines are shared by the countries on both sides.
package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
)

// topology is what is used of a TopoJSON file.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int
	Objects   struct {
		Land struct {
			Geometries []struct {
				Type string
				Arcs json.RawMessage
			}
		}
	}
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "world:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	var t topology
	if err := json.NewDecoder(in).Decode(&t); err != nil {
		return fmt.Errorf("reading TopoJSON: %w", err)
	}
	rings, err := t.rings()
	if err != nil {
		return err
	}
	data := binary.AppendVarint(nil, int64(len(t.Arcs)))
	for _, arc := range t.Arcs {
		data = t.line(data, arc)
	}
	data = binary.AppendVarint(data, int64(len(rings)))
	for _, ring := range rings {
		data = binary.AppendVarint(data, int64(len(ring)))
		for _, arc := range ring {
			data = binary.AppendVarint(data, arc)
		}
	}
	_, err = out.Write(data)
	return err
}

// line appends a line in tenths of a degree, points that fall together left out.
func (t *topology) line(data []byte, arc [][2]int) []byte {
	var points [][2]int64
	x, y := 0, 0
	for i, d := range arc {
		x, y = x+d[0], y+d[1]
		p := [2]int64{
			int64(math.Round(10 * (float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0]))),
			int64(math.Round(10 * (float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1]))),
		}
		if len(points) == 0 || p != points[len(points)-1] || i == len(arc)-1 {
			points = append(points, p)
		}
	}
	data = binary.AppendVarint(data, int64(len(points)))
	var before [2]int64
	for _, p := range points {
		data = binary.AppendVarint(data, p[0]-before[0])
		data = binary.AppendVarint(data, p[1]-before[1])
		before = p
	}
	return data
}

// rings lists the rings of all land, each as numbers of lines.
func (t *topology) rings() ([][]int64, error) {
	var all [][]int64
	for _, g := range t.Objects.Land.Geometries {
		var polygons [][][]int64
		switch g.Type {
		case "Polygon":
			polygons = make([][][]int64, 1)
			if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
				return nil, fmt.Errorf("a polygon of land: %w", err)
			}
		case "MultiPolygon":
			if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
				return nil, fmt.Errorf("polygons of land: %w", err)
			}
		default:
			return nil, fmt.Errorf("land is a %q, a polygon was expected", g.Type)
		}
		for _, rings := range polygons {
			all = append(all, rings...)
		}
	}
	if len(all) == 0 {
		return nil, errors.New("the file has no land")
	}
	return all, nil
}
