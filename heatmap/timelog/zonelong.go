package timelog

import "bytes"

// longZones are the zones whose whole English name programs write behind a time, as Java
// ("Pacific Daylight Time") and Windows ("India Standard Time") do, without what they end
// with. Where clocks change, the two words for it mean the same place. Sources: the Unicode
// CLDR, file windowsZones.xml and the metazones of its English locale.
var longZones = map[string]string{
	"Hawaii": "Pacific/Honolulu", "Hawaiian": "Pacific/Honolulu", "Alaska": "America/Anchorage", "Alaskan": "America/Anchorage",
	"Pacific": "America/Los_Angeles", "Mountain": "America/Denver", "US Mountain": "America/Phoenix", "Central": "America/Chicago",
	"Canada Central": "America/Regina", "Eastern": "America/New_York", "US Eastern": "America/Indiana/Indianapolis",
	"Atlantic": "America/Halifax", "Newfoundland": "America/St_Johns", "Central America": "America/Guatemala", "SA Pacific": "America/Bogota",
	"SA Eastern": "America/Cayenne", "SA Western": "America/La_Paz", "Venezuela": "America/Caracas", "Pacific SA": "America/Santiago",
	"E. South America": "America/Sao_Paulo", "Argentina": "America/Argentina/Buenos_Aires", "Colombia": "America/Bogota", "Peru": "America/Lima",
	"GMT": "Europe/London", "Greenwich": "Africa/Abidjan", "British": "Europe/London", "Irish": "Europe/Dublin",
	"W. Europe": "Europe/Berlin", "Central Europe": "Europe/Budapest", "Central European": "Europe/Warsaw", "Romance": "Europe/Paris",
	"E. Europe": "Europe/Chisinau", "FLE": "Europe/Kyiv", "GTB": "Europe/Bucharest", "Eastern European": "Europe/Bucharest", "Western European": "Europe/Lisbon",
	"Russian": "Europe/Moscow", "Moscow": "Europe/Moscow", "Belarus": "Europe/Minsk", "Turkey": "Europe/Istanbul", "Kaliningrad": "Europe/Kaliningrad",
	"Ekaterinburg": "Asia/Yekaterinburg", "N. Central Asia": "Asia/Novosibirsk", "North Asia": "Asia/Krasnoyarsk", "Vladivostok": "Asia/Vladivostok",
	"Israel": "Asia/Jerusalem", "Egypt": "Africa/Cairo", "South Africa": "Africa/Johannesburg", "W. Central Africa": "Africa/Lagos", "E. Africa": "Africa/Nairobi",
	"Eastern Africa": "Africa/Nairobi", "Central Africa": "Africa/Maputo", "West Africa": "Africa/Lagos", "Morocco": "Africa/Casablanca",
	"Arab": "Asia/Riyadh", "Arabian": "Asia/Dubai", "Gulf": "Asia/Dubai", "Arabic": "Asia/Baghdad", "Iran": "Asia/Tehran", "Jordan": "Asia/Amman",
	"Georgian": "Asia/Tbilisi", "Azerbaijan": "Asia/Baku", "Caucasus": "Asia/Yerevan", "Afghanistan": "Asia/Kabul", "Pakistan": "Asia/Karachi",
	"India": "Asia/Kolkata", "Sri Lanka": "Asia/Colombo", "Nepal": "Asia/Kathmandu", "Bangladesh": "Asia/Dhaka", "Myanmar": "Asia/Yangon",
	"West Asia": "Asia/Tashkent", "Central Asia": "Asia/Bishkek", "SE Asia": "Asia/Bangkok", "Indochina": "Asia/Bangkok", "Western Indonesia": "Asia/Jakarta",
	"China": "Asia/Shanghai", "Taipei": "Asia/Taipei", "Hong Kong": "Asia/Hong_Kong", "Singapore": "Asia/Singapore", "Malaysia": "Asia/Kuala_Lumpur",
	"Philippine": "Asia/Manila", "W. Australia": "Australia/Perth", "Australian Western": "Australia/Perth", "Tokyo": "Asia/Tokyo", "Japan": "Asia/Tokyo", "Korea": "Asia/Seoul", "Korean": "Asia/Seoul",
	"AUS Central": "Australia/Darwin", "Cen. Australia": "Australia/Adelaide", "AUS Eastern": "Australia/Sydney", "Australian Eastern": "Australia/Sydney",
	"E. Australia": "Australia/Brisbane", "Tasmania": "Australia/Hobart", "New Zealand": "Pacific/Auckland",
}

// longEnds are what such names end with.
var longEnds = [...][]byte{[]byte(" Standard Time"), []byte(" Daylight Time"), []byte(" Summer Time"), []byte(" Daylight Saving Time")}

// longZoneAt is the place of a zone whose whole name stands at b[i], and where the name
// ends. Of a name that is not known the place is one that does not exist. end is i if there is no such name.
func longZoneAt(b []byte, i int) (place []byte, end int) {
	if i+12 > len(b) || b[i] < 'A' || b[i] > 'Z' {
		return nil, i
	}
	lead := b[i:min(len(b), i+48)]
	if bytes.Index(lead, []byte(" Time")) < 0 {
		return nil, i
	}
	for _, words := range longEnds {
		at := bytes.Index(lead, words)
		if at < 1 {
			continue
		}
		name := lead[:at]
		for _, c := range name {
			if !isAlnum(c) && c != ' ' && c != '.' {
				return nil, i
			}
		}
		end = i + at + len(words)
		if known, ok := longZones[string(name)]; ok {
			return []byte(known), end
		}
		return append([]byte("Etc/"), bytes.ReplaceAll(b[i:end], []byte{' '}, []byte{'_'})...), end
	}
	return nil, i
}
