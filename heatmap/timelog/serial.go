package timelog

import "strconv"

// appendStamp writes an instant as a JSON string in RFC 3339, with a "Z" if it is
// known to be UTC and with as many digits as the unit has.
func appendStamp(b []byte, at instant, utc bool, perSecond int64) []byte {
	day, sec := at.sec/86400, at.sec%86400
	if sec < 0 {
		day, sec = day-1, sec+86400
	}
	b = appendDay(append(b, '"'), day)
	b = appendClock(append(b, 'T'), sec, at.nano, perSecond)
	if utc {
		b = append(b, 'Z')
	}
	return append(b, '"')
}

// appendDay writes days since 1970-01-01 as YYYY-MM-DD.
func appendDay(b []byte, day int64) []byte {
	y, m, d := civil(day)
	if y < 0 || y > 9999 {
		return strconv.AppendInt(b, y, 10) // no date that can be read, and skipped as such
	}
	b = append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-')
	b = append(b, byte('0'+m/10), byte('0'+m%10), '-')
	return append(b, byte('0'+d/10), byte('0'+d%10))
}

// appendClock writes seconds of the day as hh:mm:ss and the fraction in the
// digits of the unit.
func appendClock(b []byte, sec int64, nanos int32, perSecond int64) []byte {
	h, m, s := sec/3600, sec/60%60, sec%60
	b = append(b, byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10), ':', byte('0'+s/10), byte('0'+s%10))
	if perSecond <= 1 {
		return b
	}
	b = append(b, '.')
	for scale := int32(1e8); perSecond > 1; perSecond, scale = perSecond/10, scale/10 {
		b = append(b, byte('0'+nanos/scale%10))
	}
	return b
}

// civil is the date of a day counted from 1970-01-01 in the Gregorian calendar.
// After H. Hinnant, "chrono-compatible low-level date algorithms": years are
// taken to begin in March, in eras of 400 years.
func civil(day int64) (y, m, d int64) {
	day += 719468
	era := day / 146097
	if day < 0 {
		era = (day - 146096) / 146097
	}
	doe := day - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	if m = mp + 3; m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}
