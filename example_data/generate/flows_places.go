package main

import (
	"fmt"
	"strings"
)

// city is a place to which outside addresses are given. Addresses set aside for
// documentation are nowhere; who is where is invented like everything else.
type city struct {
	name     string
	lat, lon string // degrees, as they are written
	weight   int    // how often people of the campus go there
}

var cities = []city{
	{"Frankfurt", "50.11", "8.68", 40}, {"Amsterdam", "52.37", "4.90", 34}, {"Prague", "50.08", "14.44", 60}, {"Dublin", "53.35", "-6.26", 22},
	{"London", "51.51", "-0.13", 20}, {"Stockholm", "59.33", "18.07", 12}, {"Warsaw", "52.23", "21.01", 14}, {"Vienna", "48.21", "16.37", 18},
	{"Ashburn", "39.04", "-77.49", 30}, {"San Jose", "37.34", "-121.89", 16}, {"Chicago", "41.88", "-87.63", 8}, {"Montreal", "45.50", "-73.57", 5},
	{"Sao Paulo", "-23.55", "-46.63", 3}, {"Singapore", "1.35", "103.82", 5}, {"Tokyo", "35.68", "139.69", 5}, {"Mumbai", "19.08", "72.88", 3},
	{"Sydney", "-33.87", "151.21", 2}, {"Johannesburg", "-26.20", "28.05", 1}, {"Seoul", "37.57", "126.98", 2}, {"Reykjavik", "64.15", "-21.94", 0},
}

// outsideNets are the three networks for documentation (RFC 5737).
var outsideNets = []string{"192.0.2.", "198.51.100.", "203.0.113."}

// outsideHost is where somebody goes: few places often, most seldom. The addresses
// above .240 have no known place.
func outsideHost(d *dice) string {
	if d.percent(6) {
		return fmt.Sprintf("%s%d", outsideNets[d.below(3)], 241+d.below(12))
	}
	weights := make([]int, len(cities))
	for i, c := range cities {
		weights[i] = c.weight
	}
	c := d.weighted(weights)
	address := fmt.Sprintf("%s%d", outsideNets[d.below(3)], 1+c*12+d.below(12))
	if address == leaderAddress { // nobody of the campus has business there
		return outsideNets[2] + "67"
	}
	return address
}

// isOutside tells whether an address lies outside the campus.
func isOutside(address string) bool { return !strings.HasPrefix(address, "10.") }

// cityOf is the place of an outside address, nil when none is known.
func cityOf(address string) *city {
	if address == leaderAddress {
		return &cities[len(cities)-1]
	}
	for _, net := range outsideNets {
		var last int
		if rest, ok := strings.CutPrefix(address, net); ok {
			if _, err := fmt.Sscan(rest, &last); err == nil && last >= 1 && last <= 240 {
				return &cities[(last-1)/12]
			}
		}
	}
	return nil
}

// placeFields are the last three fields of a flow, empty without a place.
func placeFields(address string) string {
	if c := cityOf(address); c != nil && isOutside(address) {
		return c.name + "," + c.lat + "," + c.lon
	}
	return ",,"
}

func placeName(address string) string {
	if c := cityOf(address); c != nil {
		return c.name
	}
	return "no known place"
}
