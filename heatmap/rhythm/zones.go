package rhythm

// candidate is a zone that an actor may live by.
type candidate struct {
	name string
	// weight is roughly how many of a thousand people who leave time stamps keep
	// this clock: a weak prior.
	weight float64
	// countries are those whose public holidays speak for the zone, ISO 3166.
	countries string
}

// fridays tells where Friday is usually off and Sunday is worked, in the years that
// logs are about (Thursday and Friday in some; the Emirates changed in 2022).
func (c candidate) fridays() bool {
	switch c.name {
	case "Africa/Algiers", "Africa/Cairo", "Africa/Khartoum", "Asia/Amman", "Asia/Baghdad", "Asia/Damascus", "Asia/Dhaka", "Asia/Dubai",
		"Asia/Jerusalem", "Asia/Kabul", "Asia/Riyadh", "Asia/Tehran":
		return true
	}
	return false
}

// candidates are zones whose clocks differed at some time since 1990, from west
// to east: one name stands for all zones with the same history. The names under
// one entry's history are not lost: places that share a clock cannot be told
// apart by a clock.
func candidates() []candidate {
	return []candidate{
		{"Pacific/Pago_Pago", 0.1, ""},
		{"Pacific/Honolulu", 2, "US"},
		{"America/Anchorage", 1, "US"},
		{"America/Los_Angeles", 95, "US CA"},
		{"America/Phoenix", 5, "US"},
		{"America/Denver", 22, "US CA"},
		{"America/Regina", 1, "CA"},
		{"America/Chicago", 50, "US CA"},
		{"America/Mexico_City", 10, "MX"},
		{"America/Guatemala", 2, ""},
		{"America/New_York", 95, "US CA"},
		{"America/Bogota", 8, "CO"},
		{"America/Havana", 1, ""},
		{"America/Caracas", 2, ""},
		{"America/Halifax", 4, "CA"},
		{"America/Puerto_Rico", 1, "US"},
		{"America/La_Paz", 1, ""},
		{"America/Santiago", 5, "CL"},
		{"America/Asuncion", 1, ""},
		{"America/St_Johns", 0.7, "CA"},
		{"America/Sao_Paulo", 24, "BR"},
		{"America/Argentina/Buenos_Aires", 9, "AR"},
		{"America/Montevideo", 1.5, ""},
		{"America/Nuuk", 0.1, ""},
		{"America/Noronha", 0.1, ""},
		{"Atlantic/Azores", 0.4, "PT"},
		{"Atlantic/Cape_Verde", 0.2, ""},
		{"Africa/Abidjan", 3, ""},
		{"Europe/London", 60, "GB IE PT"},
		{"Africa/Casablanca", 2, ""},
		{"Africa/Lagos", 6, ""},
		{"Africa/Algiers", 2, ""},
		{"Africa/Tunis", 1, ""},
		{"Europe/Berlin", 200, "DE FR NL IT ES PL CZ CH AT SE NO DK BE HU"},
		{"Europe/Helsinki", 35, "FI RO UA GR EE LV LT BG"},
		{"Africa/Johannesburg", 7, "ZA"},
		{"Africa/Cairo", 3, ""},
		{"Asia/Jerusalem", 12, ""},
		{"Asia/Beirut", 1, ""},
		{"Asia/Amman", 1, ""},
		{"Asia/Damascus", 0.5, ""},
		{"Africa/Khartoum", 0.3, ""},
		{"Africa/Windhoek", 0.2, ""},
		{"Europe/Kaliningrad", 1, "RU"},
		{"Europe/Minsk", 4, "BY"},
		{"Europe/Istanbul", 10, "TR"},
		{"Europe/Moscow", 35, "RU"},
		{"Asia/Riyadh", 5, ""},
		{"Africa/Nairobi", 3, ""},
		{"Asia/Baghdad", 1, ""},
		{"Europe/Volgograd", 0.5, "RU"},
		{"Europe/Samara", 2, "RU"},
		{"Asia/Tehran", 6, ""},
		{"Asia/Dubai", 4, ""},
		{"Asia/Tbilisi", 1, ""},
		{"Asia/Yerevan", 1, ""},
		{"Asia/Baku", 1, ""},
		{"Asia/Kabul", 0.3, ""},
		{"Asia/Karachi", 6, ""},
		{"Asia/Tashkent", 2, ""},
		{"Asia/Yekaterinburg", 4, "RU"},
		{"Asia/Kolkata", 50, "IN"},
		{"Asia/Colombo", 1.5, ""},
		{"Asia/Kathmandu", 1.5, ""},
		{"Asia/Dhaka", 4, ""},
		{"Asia/Almaty", 2, "KZ"},
		{"Asia/Omsk", 1, "RU"},
		{"Asia/Yangon", 0.5, ""},
		{"Asia/Bangkok", 15, ""},
		{"Asia/Novosibirsk", 3, "RU"},
		{"Asia/Krasnoyarsk", 1, "RU"},
		{"Asia/Hovd", 0.1, ""},
		{"Asia/Shanghai", 70, "CN SG"},
		{"Australia/Perth", 2, "AU"},
		{"Asia/Irkutsk", 1, "RU"},
		{"Asia/Ulaanbaatar", 0.3, ""},
		{"Australia/Eucla", 0.02, "AU"},
		{"Asia/Tokyo", 32, "JP"},
		{"Asia/Seoul", 14, "KR"},
		{"Asia/Pyongyang", 0.3, ""},
		{"Asia/Yakutsk", 0.5, "RU"},
		{"Australia/Darwin", 0.3, "AU"},
		{"Australia/Adelaide", 3, "AU"},
		{"Australia/Brisbane", 5, "AU"},
		{"Australia/Sydney", 18, "AU"},
		{"Asia/Vladivostok", 1, "RU"},
		{"Pacific/Port_Moresby", 0.1, ""},
		{"Australia/Lord_Howe", 0.02, "AU"},
		{"Pacific/Noumea", 0.2, ""},
		{"Asia/Magadan", 0.2, "RU"},
		{"Asia/Sakhalin", 0.2, "RU"},
		{"Pacific/Norfolk", 0.02, ""},
		{"Asia/Kamchatka", 0.2, "RU"},
		{"Pacific/Auckland", 7, "NZ"},
		{"Pacific/Fiji", 0.2, ""},
		{"Pacific/Chatham", 0.02, "NZ"},
		{"Pacific/Apia", 0.1, ""},
		{"Pacific/Tongatapu", 0.1, ""},
		{"Pacific/Kiritimati", 0.02, ""},
	}
}
