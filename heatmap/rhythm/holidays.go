package rhythm

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/br"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/ru"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/ua"
	"github.com/rickar/cal/v2/us"
	"github.com/rickar/cal/v2/za"
)

// calendarOf is the list of a country's public holidays, by ISO 3166 code; nil
// where none is kept.
func calendarOf(country string) []*cal.Holiday {
	switch country {
	case "AR":
		return ar.Holidays
	case "AT":
		return at.Holidays
	case "AU":
		return au.HolidaysNSW
	case "BE":
		return be.Holidays
	case "BG":
		return bg.Holidays
	case "BR":
		return br.Holidays
	case "CA":
		return ca.Holidays
	case "CH":
		return ch.Holidays
	case "CZ":
		return cz.Holidays
	case "DE":
		return de.Holidays
	case "DK":
		return dk.Holidays
	case "ES":
		return es.Holidays
	case "FR":
		return fr.Holidays
	case "GB":
		return gb.Holidays
	case "GR":
		return gr.Holidays
	}
	return furtherCalendarOf(country)
}

// furtherCalendarOf is the second half of the alphabet.
func furtherCalendarOf(country string) []*cal.Holiday {
	switch country {
	case "IE":
		return ie.Holidays
	case "IT":
		return it.Holidays
	case "JP":
		return jp.Holidays
	case "LT":
		return lt.Holidays
	case "LV":
		return lv.Holidays
	case "NL":
		return nl.Holidays
	case "NO":
		return no.Holidays
	case "NZ":
		return nz.Holidays
	case "PL":
		return pl.Holidays
	case "RO":
		return ro.Holidays
	case "RU":
		return ru.Holidays
	case "SE":
		return se.Holidays
	case "UA":
		return ua.Holidays
	case "US":
		return us.Holidays
	case "ZA":
		return za.Holidays
	}
	return nil
}

const (
	// holidayQuiet is how much rarer people who keep holidays are there on them.
	holidayQuiet = 0.4
	// holidayIgnored is the part of people whom no public holiday keeps from it.
	holidayIgnored = 0.5
	// holidayTemper is the part of a holiday that counts.
	holidayTemper = 0.2
)

// Holidays compares the days off of a country with other days.
type Holidays struct {
	// Country is its ISO 3166 code.
	Country string
	// Days is how many public holidays fell into the time observed on days that
	// would have been worked; Active on how many of them the actor was there, and
	// Expected on how many, by the same weekday one and two weeks before and after.
	Days, Active int
	Expected     float64
	// Chance of so few active days or fewer if holidays meant nothing (Poisson).
	Chance float64
}

// holidaysIn counts a country's holidays against presence by local date.
func holidaysIn(country string, present map[int64]bool, first, last int64) Holidays {
	h := Holidays{Country: country}
	dates := map[int64]bool{}
	first, last = bounded(first*daySeconds)/daySeconds, bounded(last*daySeconds)/daySeconds
	for year := time.Unix(first*daySeconds, 0).UTC().Year(); year <= time.Unix(last*daySeconds, 0).UTC().Year(); year++ {
		for _, one := range calendarOf(country) {
			if _, observed := one.Calc(year); !observed.IsZero() {
				y, m, d := observed.Date() // at midnight of some zone: only the date means anything
				dates[floorDiv(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix(), daySeconds)] = true
			}
		}
	}
	for _, date := range slices.Sorted(maps.Keys(dates)) { // in one order: what is added up in another differs in its last digits
		if date < first || date > last || floorMod(date+3, 7) >= 5 {
			continue
		}
		around, days := 0.0, 0.0
		for _, d := range []int64{-14, -7, 7, 14} {
			if near := date + d; !dates[near] && near >= first && near <= last {
				days++
				if present[near] {
					around++
				}
			}
		}
		if days == 0 || around == 0 {
			continue
		}
		h.Days++
		h.Expected += around / days
		if present[date] {
			h.Active++
		}
	}
	h.Chance = poissonUpTo(h.Active, h.Expected)
	return h
}

// odds is the log likelihood ratio for somebody who keeps these holidays.
func (h Holidays) odds() float64 {
	return holidayTemper * (float64(h.Active)*math.Log(holidayQuiet) + h.Expected*(1-holidayQuiet))
}

// poissonUpTo is the chance of n or fewer where mean are expected.
func poissonUpTo(n int, mean float64) float64 {
	term, sum := math.Exp(-mean), 0.0
	for i := 0; i <= n; i++ {
		sum += term
		term *= mean / float64(i+1)
	}
	return min(1, sum)
}

// datesOf are the local dates with presence, in days since 1970.
func datesOf(marks []mark, c clock) (present map[int64]bool, first, last int64) {
	present = map[int64]bool{}
	i := 0
	for n, m := range marks {
		for i < len(c)-1 && m.at >= c[i].until {
			i++
		}
		day := floorDiv(m.at+c[i].offset, daySeconds)
		if day == last && n > 0 {
			continue
		}
		present[day] = true
		if n == 0 {
			first = day
		}
		last = day
	}
	return present, first, last
}

// weighHolidays is the channel of public holidays: a zone's countries are asked
// one by one, and people who ignore all of them are reckoned with.
func weighHolidays(zones []*Zone, marks []mark, part float64) {
	for _, z := range zones {
		codes := z.countries()
		if len(codes) == 0 || part == 0 {
			continue
		}
		present, first, last := datesOf(marks, z.clock)
		odds := []float64{math.Log(holidayIgnored)}
		z.days = nil
		for _, code := range codes {
			h := holidaysIn(code, present, first, last)
			z.days = append(z.days, h)
			odds = append(odds, h.odds()+math.Log((1-holidayIgnored)/float64(len(codes))))
		}
		z.holidays = part * logSum(odds)
	}
}

// countries are those of all places in the group that have a calendar.
func (z *Zone) countries() []string {
	var codes []string
	for _, place := range atlas() {
		if place.name != z.Name && !slices.Contains(z.Others, place.name) {
			continue
		}
		for _, code := range strings.Fields(place.countries) {
			if calendarOf(code) != nil && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
		}
	}
	return codes
}

// holidaysSay is the channel's sentence: the country whose holidays show most,
// its chance corrected for the number of countries asked.
func holidaysSay(f *Finding) Evidence {
	var best Holidays
	var where *Zone
	asked := map[string]bool{}
	for _, z := range f.Zones {
		for _, h := range z.days {
			asked[h.Country] = true
			if h.Days > 0 && (where == nil || h.odds() > best.odds()) {
				best, where = h, z
			}
		}
	}
	weight := over(f.Zones, func(z *Zone) float64 { return z.holidays })
	if where == nil || best.Expected < 2 {
		return Evidence{}
	}
	chance := min(1, best.Chance*float64(len(asked)))
	says := fmt.Sprintf("There on %d of %d working-day holidays of %s, where %.1f would be usual (chance %.2g after asking %d countries).",
		best.Active, best.Days, best.Country, best.Expected, chance, len(asked))
	if chance > 0.05 {
		says = fmt.Sprintf("No country's public holidays stand out; those of %s fit best: there on %d of %d, where %.1f would be usual (chance %.2g after asking %d countries).",
			best.Country, best.Active, best.Days, best.Expected, chance, len(asked))
	}
	return Evidence{Channel: "holidays", Says: says, Offset: where.Offset, Weight: weight}
}
