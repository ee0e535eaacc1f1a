package linked

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"strings"

	"github.com/oschwald/maxminddb-golang/v2"

	"github.com/hourprint/hourprint/heatmap"
)

// mapData describes the map to the page's script (page/map.js).
type mapData struct {
	Lat     int `json:"lat"` // columns
	Lon     int `json:"lon"`
	FromLat int `json:"fromLat"` // -1 without arcs
	FromLon int `json:"fromLon"`
	Place   int `json:"place"` // -1 without names
	World   int `json:"world"` // block: the outline of the land, see world/main.go
}

// usualPlaces are names by which logs call coordinates: of the far end first.
func usualPlaces() [][2]string {
	return [][2]string{{"lat", "lon"}, {"lat", "lng"}, {"latitude", "longitude"}, {"dst_lat", "dst_lon"}, {"DstLat", "DstLon"}, {"src_lat", "src_lon"}, {"SrcLat", "SrcLon"}}
}

// places finds the columns of the map; nil when there are none.
func (p *plan) places() (*mapData, error) {
	o := p.opt.Map
	if o.Lat == "" && o.Lon == "" {
		for _, pair := range usualPlaces() {
			if a, b := p.column(pair[0]), p.column(pair[1]); a != nil && b != nil && a.Numbers != nil && b.Numbers != nil {
				o.Lat, o.Lon = pair[0], pair[1]
				break
			}
		}
		if o.Lat == "" {
			return nil, nil
		}
	}
	if o.FromLat == "" && o.FromLon == "" && strings.HasPrefix(o.Lat, "dst_") && p.column("src_lat") != nil && p.column("src_lon") != nil {
		o.FromLat, o.FromLon = "src_lat", "src_lon"
	}
	m := &mapData{FromLat: -1, FromLon: -1, Place: -1}
	var err error
	if m.Lat, err = p.coordinate(o.Lat); err != nil {
		return nil, err
	}
	if m.Lon, err = p.coordinate(o.Lon); err != nil {
		return nil, err
	}
	if o.FromLat != "" || o.FromLon != "" {
		if m.FromLat, err = p.coordinate(o.FromLat); err != nil {
			return nil, err
		}
		if m.FromLon, err = p.coordinate(o.FromLon); err != nil {
			return nil, err
		}
	}
	if m.Place, err = p.optional(o.Place, []string{"place", "city", "dst_place", "country"}, true); err != nil {
		return nil, err
	}
	m.World, err = p.blocks.add([]byte(asset("world.bin")))
	return m, err
}

// coordinate is the place of a column of numbers.
func (p *plan) coordinate(name string) (int, error) {
	i := p.index(name)
	if i < 0 || p.cols[i].Numbers == nil {
		return -1, fmt.Errorf("linked: the map needs a column of numbers %q: the page has %q", name, p.names())
	}
	return i, nil
}

// location is what the map needs of a record of a database of places.
type location struct {
	City struct {
		Names map[string]string `maxminddb:"names"`
	} `maxminddb:"city"`
	Country struct {
		Names map[string]string `maxminddb:"names"`
	} `maxminddb:"country"`
	Location struct {
		Latitude  *float64 `maxminddb:"latitude"`
		Longitude *float64 `maxminddb:"longitude"`
	} `maxminddb:"location"`
}

// locate looks addresses up in the database and adds columns with their places.
func (p *plan) locate() (err error) {
	o := &p.opt.Map
	if o.Database == "" {
		if o.Address != "" || o.FromAddress != "" {
			return errors.New("linked: addresses have no places by themselves: name a database in MapOptions.Database")
		}
		return nil
	}
	db, err := maxminddb.Open(o.Database)
	if err != nil {
		return fmt.Errorf("linked: database of places %s: %w", o.Database, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if o.Address == "" {
		return errors.New("linked: MapOptions.Database needs a column of addresses in MapOptions.Address")
	}
	if err := p.lookUp(db, o.Address, true); err != nil {
		return err
	}
	o.Lat, o.Lon, o.Place = o.Address+" latitude", o.Address+" longitude", o.Address+" place"
	if o.FromAddress != "" {
		if err := p.lookUp(db, o.FromAddress, false); err != nil {
			return err
		}
		o.FromLat, o.FromLon = o.FromAddress+" latitude", o.FromAddress+" longitude"
	}
	return nil
}

// lookUp adds latitude and longitude, and if wanted the name, of a column's addresses.
// An address that cannot be read or that the database does not know has no place.
func (p *plan) lookUp(db *maxminddb.Reader, address string, named bool) error {
	from := p.column(address)
	if from == nil || from.Texts == nil {
		return fmt.Errorf("linked: no column of addresses %q: the page has %q", address, p.names())
	}
	type found struct {
		lat, lon float64
		name     string
	}
	known := map[string]found{}
	lat, lon := newNumbers(address+" latitude", p.rows), newNumbers(address+" longitude", p.rows)
	name := &heatmap.Column{Name: address + " place", Texts: make([]string, p.rows), Missing: make([]bool, p.rows)}
	for row, text := range from.Texts {
		f, ok := known[text]
		if !ok {
			f = found{lat: math.NaN(), lon: math.NaN()}
			if ip, err := netip.ParseAddr(strings.TrimSpace(text)); err == nil && !from.IsMissing(row) {
				var l location
				if err := db.Lookup(ip).Decode(&l); err != nil {
					return fmt.Errorf("linked: %s in %s: %w", text, p.opt.Map.Database, err)
				}
				if l.Location.Latitude != nil && l.Location.Longitude != nil {
					f.lat, f.lon = *l.Location.Latitude, *l.Location.Longitude
				}
				f.name = strings.Trim(l.City.Names["en"]+", "+l.Country.Names["en"], ", ")
			}
			known[text] = f
		}
		lat.Numbers[row], lon.Numbers[row], name.Texts[row] = f.lat, f.lon, f.name
		lat.Missing[row], lon.Missing[row], name.Missing[row] = math.IsNaN(f.lat), math.IsNaN(f.lon), f.name == ""
	}
	p.cols = append(p.cols, lat, lon)
	if named {
		p.cols = append(p.cols, name)
	}
	return nil
}

func newNumbers(name string, rows int) *heatmap.Column {
	return &heatmap.Column{Name: name, Numbers: make([]float64, rows), Missing: make([]bool, rows)}
}
