package timelog

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func ExampleParseStamp() {
	for _, s := range []string{
		"2021-01-29T00:06:46.929363",
		"2021-06-06T15:59:46.457984+0200",
		"13/Jan/2016:19:31:16 +0000",
		"Tue, 11 Jul 2017 16:28:13 +0200 (CEST)",
		"2021-02-30",
		"2021-01-29 00:06:46 MSK",
	} {
		st, err := ParseStamp(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(st.Time().Format(time.RFC3339Nano), st.HasZone)
	}
	// Output:
	// 2021-01-29T00:06:46.929363Z false
	// 2021-06-06T13:59:46.457984Z true
	// 2016-01-13T19:31:16Z true
	// 2017-07-11T14:28:13Z true
	// "2021-02-30": impossible date or time
	// "2021-01-29 00:06:46 MSK": unknown zone word
}

// at is an instant as the tests write it.
func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05.999999999", s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestParseStamp(t *testing.T) {
	for _, c := range []struct {
		in, want string
		zone     bool
	}{
		// ISO 8601 and RFC 3339
		{"2021-01-29", "2021-01-29 00:00:00", false},
		{"2021-01-29T00:06", "2021-01-29 00:06:00", false},
		{"2021-01-29 00:06:46", "2021-01-29 00:06:46", false},
		{"2021-01-29t00:06:46z", "2021-01-29 00:06:46", true},
		{"2021-01-29T10:59:59.999Z", "2021-01-29 10:59:59.999", true}, // hour 10, not 11
		{"2021-01-29T00:06:46,5", "2021-01-29 00:06:46.5", false},
		{"2021-01-29T00:06:46.123456789", "2021-01-29 00:06:46.123456789", false},
		{"2021-01-29T00:06:46.1234567891", "2021-01-29 00:06:46.123456789", false},
		{"2021-01-29T00:06:46+03", "2021-01-28 21:06:46", true},
		{"2021-01-29T00:06:46 +0545", "2021-01-28 18:21:46", true},
		{"2021-01-29T00:06:46-11:00", "2021-01-29 11:06:46", true},
		{"2021-01-29 00:06:46 UTC", "2021-01-29 00:06:46", true},
		{"2021-01-29 00:06:46.929 +0300 MSK", "2021-01-28 21:06:46.929", true}, // time.Time.String
		{"2021-01-29T00:06:46-00:00", "2021-01-29 00:06:46", true},
		{"20210129T000646Z", "2021-01-29 00:06:46", true},
		{"20210129T000646.5", "2021-01-29 00:06:46.5", false},
		{"0000-03-01T00:00:00Z", "0000-03-01 00:00:00", true},
		{"0000-02-29T00:00:00Z", "0000-02-29 00:00:00", true}, // year 0 is a leap year
		{"9999-12-31T23:59:59Z", "9999-12-31 23:59:59", true},
		{"2016-12-31T23:59:60Z", "2016-12-31 23:59:59", true}, // the leap second of 2016
		{"2021-1-9 7:05:03", "2021-01-09 07:05:03", false},
		// year first with other separators
		{"2024/01/02 03:04:05", "2024-01-02 03:04:05", false},
		{"2024.01.02 03:04:05", "2024-01-02 03:04:05", false},
		{"2019/04/04 16:23:00.325010", "2019-04-04 16:23:00.32501", false},
		// mail, web servers, C
		{"Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02 15:04:05", true},
		{"Mon, 2 Jan 2006 15:04:05 -0700", "2006-01-02 22:04:05", true},
		{"2 Jan 06 15:04 +0100", "2006-01-02 14:04:00", true},
		{"Monday, 02-Jan-06 15:04:05 UTC", "2006-01-02 15:04:05", true},
		{"13/Jan/2016:19:31:16 +0000", "2016-01-13 19:31:16", true},
		{"13/Jan/2016:19:31:16 -0330", "2016-01-13 23:01:16", true},
		{"Sun Dec  4 04:47:44 2005", "2005-12-04 04:47:44", false},
		{"Sun Dec 04 04:47:44.123 2005", "2005-12-04 04:47:44.123", false},
		{"Mon Jan  2 15:04:05 UTC 2006", "2006-01-02 15:04:05", true},
		{"Mon Jan 02 15:04:05 -0700 2006", "2006-01-02 22:04:05", true},
		{"Jan  2 15:04:05 2006", "2006-01-02 15:04:05", false},
		{"Mar 12 2021 15:17:24", "2021-03-12 15:17:24", false},
		{"Jul 28, 2024 @ 15:30:18.533", "2024-07-28 15:30:18.533", false},
		{"Jan 2, 2006 3:04:05 PM", "2006-01-02 15:04:05", false},
		{"Jan 2, 2006, 12:04:05\u202fAM", "2006-01-02 00:04:05", false},
		{"2 September 2021 08:00", "2021-09-02 08:00:00", false},
		{"01-Jun-2021 08:00:00", "2021-06-01 08:00:00", false},
		{"29 Jan 2021", "2021-01-29 00:00:00", false},
		// an offset behind UTC or GMT
		{"Fri, 29 Jan 2021 00:06:46 GMT+3", "2021-01-28 21:06:46", true},
		{"2021-01-29 00:06:46 UTC+03:00", "2021-01-28 21:06:46", true},
		{"2021-01-29 00:06:46 (UTC-0330)", "2021-01-29 03:36:46", true},
		// hours of 0 to 12, and of 24 with a superfluous PM
		{"Jan 2, 2006 0:04:05 PM", "2006-01-02 12:04:05", false},
		{"Jan 2, 2006 0:04:05 AM", "2006-01-02 00:04:05", false},
		{"Jan 2, 2006 13:04:05 PM", "2006-01-02 13:04:05", false},
	} {
		st, err := ParseStamp(c.in)
		if err != nil {
			t.Errorf("%v", err)
		} else if !st.Time().Equal(at(c.want)) || st.HasZone != c.zone {
			t.Errorf("%q: %v zone %v, want %v zone %v", c.in, st.Time(), st.HasZone, c.want, c.zone)
		}
	}
}

func TestParseStampErrors(t *testing.T) {
	for _, c := range []struct {
		in   string
		want error
	}{
		{"2021-02-30", errImpossible},
		{"2021-02-29T00:00:00", errImpossible}, // no leap year
		{"1900-02-29", errImpossible},          // a century
		{"2021-13-01", errImpossible},
		{"2021-00-10", errImpossible},
		{"2021-01-29T25:00:00", errImpossible},
		{"2021-01-29T24:00:00", errImpossible},
		{"2021-01-29T23:60:00", errImpossible},
		{"2021-01-29T23:59:61", errImpossible},
		{"2021-01-29T00:06:46+25:00", errImpossible},
		{"2021-01-29T00:06:46+03:60", errImpossible},
		{"Feb 30 2021 10:00:00", errImpossible},
		{"31/Apr/2016:19:31:16 +0000", errImpossible},
		{"Jan 2, 2006 13:04:05 AM", errImpossible},
		{"2021-01-29T00:00:00+24:01", errImpossible},
		{"2021-01-29 00:00:00 UTC+24:01", errImpossible},
		{"2021-01-29T00:06:46 MSK", errZoneWord},
		{"2021-01-29T00:06:46 CST", errZoneWord},
		{"Mon, 02 Jan 2006 15:04:05 EST", errZoneWord},
		{"Mon, 02 Jan 2006 15:04:05 XYZ", errZoneWord},
		{"Jun 14 15:16:01", errNoYear},
		{"01/02/2021", errDateOrder},
		{"13/08/2018 10:00:00", errDateOrder}, // alone it could only be d/m, but order belongs to the column
		{"29.07.21 10:55:16", errDateOrder},
		{"1611878806", errBareNumber},
		{"20210129", errBareNumber},
		{"", errNotStamp},
		{"hello", errNotStamp},
		{" 2021-01-29", errNotStamp},
		{"2021-01-29 ", errNotStamp},
		{"2021-01-29T", errNotStamp},
		{"2021-01-29T00:06:46.", errNotStamp},
		{"2021-01-29T00:06:4", errNotStamp},
		{"2021-01-29T00:06:46+3", errNotStamp},
		{"2021-01-29T00:06:46Zulu time", errNotStamp},
		{"2021-01-29T00:06:46 +03:00 and more", errNotStamp},
		{"10.1.2.3", errNotStamp}, // an address
		{"192.168.10.44", errNotStamp},
		{"1.2.3", errNotStamp},
		{"10:11:12", errNotStamp},
		{"May 5 people came at 10:00", errNotStamp},
		{"Sun Mon Tue 10:00:00 2021", errNotStamp},
	} {
		if st, err := ParseStamp(c.in); !errors.Is(err, c.want) {
			t.Errorf("%q: %v, %v; want %v", c.in, st, err, c.want)
		}
	}
}

func TestStampParserOrders(t *testing.T) {
	for _, c := range []struct{ order, in, want string }{
		{"dmy", "01/02/2021", "2021-02-01 00:00:00"},
		{"mdy", "01/02/2021", "2021-01-02 00:00:00"},
		{"mdy", "4/27/2019 9:04:25 PM", "2019-04-27 21:04:25"},
		{"mdy", "02-22-2022 10:00:00.123 PM -06:00", "2022-02-23 04:00:00.123"},
		{"dmy", "22-02-2022 22:00:00.123 +02:00", "2022-02-22 20:00:00.123"},
		{"dmy", "29.07.21 10:55:16", "2021-07-29 10:55:16"},
		{"ymd", "21.07.29 10:55:16", "2021-07-29 10:55:16"},
		{"dmy", "12/03/21, 15:17", "2021-03-12 15:17:00"},
		{"mdy", "12/3/21, 3:17:24\u202fPM", "2021-12-03 15:17:24"},
		{"dmy", "31/12/69", "1969-12-31 00:00:00"}, // POSIX: 69 to 99 are 19xx
		{"dmy", "31/12/68", "2068-12-31 00:00:00"},
		{"dmy", "2021/02/01", "2021-02-01 00:00:00"}, // the year first is never open
	} {
		p := StampParser{DateOrder: c.order}
		got, _, err := p.Parse(c.in)
		if err != nil || !got.Equal(at(c.want)) {
			t.Errorf("%s %q: %v, %v; want %s", c.order, c.in, got, err, c.want)
		}
	}
	p := StampParser{DateOrder: "dmy"}
	if _, _, err := p.Parse("04/27/2019"); !errors.Is(err, errImpossible) {
		t.Errorf("month 27: %v", err)
	}
	p = StampParser{DateOrder: "ydm"}
	if _, _, err := p.Parse("04/27/2019"); err == nil {
		t.Error("an unknown order is no error")
	}
}

func TestStampParserYearAndZone(t *testing.T) {
	moscow, err := LoadZone("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	p := StampParser{Year: 2021, SourceZone: moscow}
	got, zoned, err := p.Parse("Feb  6 01:15:43")
	if err != nil || zoned || !got.Equal(at("2021-02-05 22:15:43")) {
		t.Errorf("syslog in Moscow: %v %v %v", got, zoned, err)
	}
	got, zoned, err = p.Parse("2021-02-06T01:15:43Z")
	if err != nil || !zoned || !got.Equal(at("2021-02-06 01:15:43")) {
		t.Errorf("a stamp's own zone comes first: %v %v %v", got, zoned, err)
	}
	if got.Location() != time.UTC {
		t.Errorf("location %v", got.Location())
	}
}

func TestStampParserDoubtful(t *testing.T) {
	berlin, err := LoadZone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	p := StampParser{SourceZone: berlin}
	// Clocks went from 02:00 to 03:00 on 28 March 2021 and from 03:00 to 02:00 on 31 October.
	for _, s := range []string{
		"2021-03-28 01:59:59", "2021-03-28 02:00:00", "2021-03-28 02:59:59", "2021-03-28 03:00:00",
		"2021-10-31 01:59:59", "2021-10-31 02:00:00", "2021-10-31 02:59:59", "2021-10-31 03:00:00",
	} {
		got, _, err := p.Parse(s)
		want, _ := time.ParseInLocation(time.DateTime, s, berlin)
		if err != nil || !got.Equal(want) {
			t.Errorf("%s: %v %v, want %v", s, got, err, want.UTC())
		}
	}
	if skipped, repeated := p.Doubtful(); skipped != 2 || repeated != 2 {
		t.Errorf("%d readings skipped and %d repeated, want 2 and 2", skipped, repeated)
	}
}

func TestWallClockAgainstTimeDate(t *testing.T) {
	for _, name := range []string{"Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "Africa/Monrovia", "Europe/London"} {
		loc, err := LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		c := wallClock{loc: loc}
		for sec := int64(-1e9); sec < 3e9; sec += 40*3600 + 1111 {
			r := time.Unix(sec, 0).UTC()
			want := time.Date(r.Year(), r.Month(), r.Day(), r.Hour(), r.Minute(), r.Second(), 0, loc).Unix()
			if got := c.unix(sec); got != want {
				t.Fatalf("%s %v: %d, want %d", name, r, got, want)
			}
		}
	}
}

func TestLearn(t *testing.T) {
	for _, c := range []struct {
		name   string
		column []string
		in     string
		want   string // "" for an error from Learn
	}{
		{"seconds", []string{"1611878806", "1611878807.5"}, "1611878806.25", "2021-01-29 00:06:46.25"},
		{"milliseconds", []string{"1611878806123"}, "1611878806123", "2021-01-29 00:06:46.123"},
		{"microseconds", []string{"1611878806123456"}, "1611878806123456", "2021-01-29 00:06:46.123456"},
		{"nanoseconds", []string{"1611878806123456789"}, "1611878806123456789", "2021-01-29 00:06:46.123456789"},
		{"exponent", []string{"1.611878806e9"}, "1.611878806e9", "2021-01-29 00:06:46"},
		{"two units", []string{"1611878806", "1611878806123"}, "", ""},
		{"no time at all", []string{"1", "2", "3"}, "", ""},
		{"day first", []string{"01/02/2021", "27/02/2021"}, "03/02/2021", "2021-02-03 00:00:00"},
		{"month first", []string{"01/02/2021", "02/27/2021"}, "03/02/2021", "2021-03-02 00:00:00"},
		{"open", []string{"01/02/2021", "03/02/2021"}, "", ""},
		// A day first column in order would jump back at each month's end if read month first.
		{"in order", []string{"10/01/2021", "11/01/2021", "12/01/2021", "01/02/2021", "10/02/2021", "12/02/2021", "01/03/2021", "12/03/2021",
			"01/04/2021", "12/04/2021", "01/05/2021"}, "02/05/2021", "2021-05-02 00:00:00"},
	} {
		var p StampParser
		err := p.Learn(c.column)
		if c.want == "" {
			if err == nil {
				t.Errorf("%s: no error", c.name)
			}
			continue
		}
		got, _, perr := p.Parse(c.in)
		if err != nil || perr != nil || !got.Equal(at(c.want)) {
			t.Errorf("%s: %v, %v, %v; want %s", c.name, got, err, perr, c.want)
		}
	}
}
