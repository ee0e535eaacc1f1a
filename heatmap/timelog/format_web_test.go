package timelog

import (
	"context"
	"testing"
)

var webCases = []lineCase{
	{name: "combined", format: "access", zone: "stamp",
		text: `10.1.2.3 - ada [13/Jan/2016:19:31:16 +0100] "GET /a%20b?x=1 HTTP/1.1" 200 1234 "https://example.org/" "Mozilla/5.0 (X; \"Y\")"
10.1.2.4 - - [13/Jan/2016:19:31:17 +0100] "-" 408 - "-" "-"
2001:db8::1 - - [13/Jan/2016:19:31:18 +0100] "\x16\x03\x01" 400 226 "-" "-"
`, want: []string{"2016-01-13T18:31:16Z", "2016-01-13T18:31:17Z", "2016-01-13T18:31:18Z"}},
	{name: "Apache error", format: "apache-error", zone: "assumed", skipped: 1,
		text: `[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init() ok /etc/httpd/conf/workers2.properties
[Sun Dec 04 04:47:44 2005] [error] mod_jk child workerEnv in error state 6
[Sun Dec 04 04:51:08.123456 2005] [core:error] [pid 35708:tid 4328636416] [client 72.15.99.187] File does not exist: /a
script not found or unable to stat
`, want: []string{"2005-12-04T04:47:44Z", "2005-12-04T04:47:44Z", "2005-12-04T04:51:08.123456Z"}},
	{name: "nginx error", format: "nginx-error", zone: "assumed",
		text: `2024/01/02 03:04:05 [error] 123#123: *1 open() "/x" failed (2: No such file), client: 1.2.3.4, server: localhost
2024/01/02 03:04:06 [warn] 123#123: *2 slow, client: 1.2.3.5, server: localhost
`, want: []string{"2024-01-02T03:04:05Z", "2024-01-02T03:04:06Z"}},
}

func TestWeb(t *testing.T) {
	for _, c := range webCases {
		t.Run(c.name, c.check)
	}
}

func TestAccessColumns(t *testing.T) {
	table, err := Read(context.Background(), Options{}, file(t, "log", webCases[0].text))
	if err != nil {
		t.Fatal(err)
	}
	checkColumns(t, table, [][]string{
		{"time", "2016-01-13 19:31:16+01:00", "2016-01-13 19:31:17+01:00", "2016-01-13 19:31:18+01:00"},
		{"host", "10.1.2.3", "10.1.2.4", "2001:db8::1"},
		{"user", "ada", "", ""},
		{"method", "GET", "", ""},
		{"path", "/a%20b?x=1", "", `\x16\x03\x01`},
		{"status", "200", "408", "400"},
		{"bytes", "1234", "", "226"},
		{"referer", "https://example.org/", "", ""},
		{"agent", `Mozilla/5.0 (X; \"Y\")`, "", ""},
	})
	table, err = Read(context.Background(), Options{}, file(t, "log", webCases[1].text))
	if err != nil {
		t.Fatal(err)
	}
	checkColumns(t, table, [][]string{
		{"time", "2005-12-04 04:47:44", "2005-12-04 04:47:44", "2005-12-04 04:51:08.123456", ""},
		{"level", "notice", "error", "core:error", ""},
		{"pid", "", "", "35708", ""},
		{"client", "", "", "72.15.99.187", ""},
	})
}
