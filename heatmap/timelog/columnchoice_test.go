package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestColumnChoice has the column of the events preferred to those of what else a table has
// times of.
func TestColumnChoice(t *testing.T) {
	rows := func(head string, row func(i int) string) string {
		var s strings.Builder
		s.WriteString(head + "\n")
		for i := range 20 {
			s.WriteString(row(i) + "\n")
		}
		return s.String()
	}
	for _, c := range []struct{ name, text, want string }{
		{"the span asked for", rows("StartDate,EndDate,Received,Subject", func(i int) string {
			return fmt.Sprintf("2020-11-08T22:12:34Z,2020-11-10T22:12:34Z,2020-11-09T04:50:%02dZ,s%d", i, i)
		}), "Received"},
		{"delivered in batches", rows("TimeGenerated [UTC],Computer,event_timestamp_t [UTC]", func(i int) string {
			return fmt.Sprintf("2023-07-04T1%d:55:07Z,web1,2023-07-04T10:%02d:33Z", i/12, i)
		}), "event_timestamp_t [UTC]"},
		{"delivered in batches, open dates", rows("TimeGenerated [UTC],Computer,event_timestamp_t [UTC]", func(i int) string {
			return fmt.Sprintf("\"7/4/2023, 1%d:55:07.340 PM\",web1,\"7/4/2023, 10:%02d:33.000 AM\"", i/12, i)
		}), "event_timestamp_t [UTC]"},
		{"many in a second", rows("time,user,account_created", func(i int) string {
			return fmt.Sprintf("2023-07-04T1%d:55:07Z,u%d,2022-07-04T10:%02d:33Z", i/12, i, i*7%20)
		}), "time"},
		{"the event's own, in UTC", rows("TimeGenerated [UTC],Computer,EventTime [UTC]", func(i int) string {
			return fmt.Sprintf("2023-07-04T12:55:%02dZ,web1,2023-07-04T12:50:%02dZ", i, i)
		}), "EventTime [UTC]"},
		{"what a finding is about", rows("id,createdAt,updatedAt,service.eventFirstSeen,service.eventLastSeen", func(i int) string {
			return fmt.Sprintf("%d,2023-07-04T12:55:%02dZ,2023-07-04T13:00:%02dZ,2023-07-04T12:50:%02dZ,2023-07-04T12:51:%02dZ", i, i, i, i, i)
		}), "service.eventFirstSeen"},
		{"when it happened", rows("Severity,Event registered,Event occurred", func(i int) string {
			return fmt.Sprintf("Info,2020-10-27 16:44:%02d,2020-10-27 16:43:%02d", i, i)
		}), "Event occurred"},
		{"when the log was written", rows("Receive Time,Generate Time,Start Time", func(i int) string {
			return fmt.Sprintf("2021/03/17 08:14:%02d,2021/03/17 08:13:%02d,2021/03/17 07:%02d:03", i, i, i*7%60)
		}), "Generate Time"},
		{"ordinal numbers", rows("TIMESTAMP\tHOST", func(i int) string {
			return fmt.Sprintf("Feb %s 2023 17:05:%02d\tsrv", []string{"1st", "2nd", "3rd", "4th", "21st"}[i%5], i)
		}), "TIMESTAMP"},
		{"times of WMI", rows("Name,CreationDate", func(i int) string {
			return fmt.Sprintf("svc.exe,202102170701%02d.418204+060", i)
		}), "CreationDate"},
		{"seconds, many rows in each, without a header", rows("59.166.0.0,1390,53,udp,1421927414,1421927414,0.017", func(i int) string {
			return fmt.Sprintf("59.166.0.%d,%d,53,udp,%d,%d,0.0%d", i%9, 1390+i*37%500, 1421927414+i/3, 1421927414+i/3, i)
		}), "column_5"},
		{"several times in a cell", rows("Filename,Created Time,Run Counter,Last Run Time", func(i int) string {
			return fmt.Sprintf("A.EXE,29.01.2021 23:10:18,%d,\"29.01.2021 22:58:%02d, 29.01.2021 22:51:13%s\"", i, i, strings.Repeat(", 28.01.2021 22:51:13", i%7))
		}), "Last Run Time"},
		{"the same in UTC", rows("id,date_created,date_created_gmt", func(i int) string {
			return fmt.Sprintf("%d,2017-03-22T16:28:%02d,2017-03-22T19:28:%02d", i, i, i)
		}), "date_created_gmt"},
		{"a ticket's", rows("number,opened_at,sys_created_on,due_date", func(i int) string {
			return fmt.Sprintf("INC%d,2020-02-17 08:14:%02d,2020-02-17 08:15:%02d,2020-02-24 09:00:%02d", i, i, i, i)
		}), "opened_at"},
		{"dates and times of day without marks", rows("user,cpu_date,cpu_time", func(i int) string {
			return fmt.Sprintf("u%d,20210129,0010%02d", i, i)
		}), "cpu_date + cpu_time"},
		{"hours and minutes", rows("latitude,acq_date,acq_time", func(i int) string {
			return fmt.Sprintf("-12.%d,2019-09-16,00%02d", i, i)
		}), "acq_date + acq_time"},
		{"how long it took", rows("date,response_time,url", func(i int) string {
			return fmt.Sprintf("2019-09-16,%d,/x", 1000+i*373%8999)
		}), "date"},
		{"a ride", rows("id,dropoff_datetime,pickup_datetime", func(i int) string {
			return fmt.Sprintf("%d,2020-01-01 00:33:%02d,2020-01-01 00:28:%02d", i, i, i*7%60)
		}), "pickup_datetime"},
		{"blanks around", rows("Offset\tProto\tCreated", func(i int) string {
			return fmt.Sprintf("0x7d61b5c%d\tUDPv4\t 2021-04-30 17:44:%02d.000000 ", i, i)
		}), "Created"},
		{"blanks around numbers", rows("ts , user", func(i int) string {
			return fmt.Sprintf("16118784%02d , u%d", i, i)
		}), "ts"},
		{"a header of one more", rows("When,Who,What,Why,How", func(i int) string {
			return fmt.Sprintf("2023-07-04T12:55:%02dZ,u%d,login,2023.0.0", i, i)
		}), "When"},
		{"a header of two fewer", rows("When,Who,What,Why", func(i int) string {
			return fmt.Sprintf("2023-07-04T12:55:%02dZ,u%d,login,none,,", i, i)
		}), "When"},
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "export.csv", c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want := int64(20 + boolInt(strings.HasPrefix(c.want, "column_"))) // without a header the first line is a row
		if s := tally.Sources[0]; s.TimeColumn != c.want || s.Rows != want || s.Events != want {
			t.Errorf("%s: %+v, %q", c.name, s, tally.Warnings)
		}
	}
}
