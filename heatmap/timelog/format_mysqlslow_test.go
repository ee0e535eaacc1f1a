package timelog

import (
	"context"
	"slices"
	"testing"
)

const slowOld = `/usr/sbin/mysqld, Version: 5.5.62-log (MySQL Community Server). started with:
Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock
Time                 Id Command    Argument
# Time: 210129  1:08:01
# User@Host: app[app] @ web1 [10.0.0.5]
# Query_time: 30.1  Lock_time: 0.0 Rows_sent: 0  Rows_examined: 0
use shop;
SET timestamp=1611878881;
UPDATE orders SET paid = 1;
# User@Host: cron[cron] @  [10.0.0.6]
# Query_time: 29  Lock_time: 0  Rows_sent: 0  Rows_examined: 0
SET timestamp=1611878881;
DELETE FROM carts
WHERE touched < '2020-12-01 00:00:00';
# User@Host: app[app] @ web1 [10.0.0.5]
# Query_time: 3  Lock_time: 0  Rows_sent: 1  Rows_examined: 9
SELECT 1;
# Time: 210129  1:09:30
# User@Host: app[app] @ web2 [10.0.0.7]
# Query_time: 12  Lock_time: 0  Rows_sent: 1  Rows_examined: 9
SET timestamp=1611878970;
SELECT 2;
`

var slowCases = []lineCase{
	{name: "before 5.7", format: "mysql-slow", zone: "stamp", text: slowOld, want: []string{
		"2021-01-29T00:08:01Z", "2021-01-29T00:08:01Z", "2021-01-29T00:08:01Z", "2021-01-29T00:09:30Z"}},
	{name: "with zone", format: "mysql-slow", zone: "stamp", text: `# Time: 2024-03-05T08:14:07.135848Z
# User@Host: app[app] @ web1 [10.0.0.5]  Id:    42
# Query_time: 2.104221  Lock_time: 0.000123 Rows_sent: 10  Rows_examined: 812345
SET timestamp=1709626445;
SELECT * FROM orders WHERE created > '2023-12-01 00:00:00' ORDER BY id;
# Time: 2024-03-05T09:28:07.578613+01:00
# User@Host: root[root] @ localhost []  Id:     8
# Schema:   Last_errno: 0  Killed: 0
# Query_time: 2  Lock_time: 0 Rows_sent: 10  Rows_examined: 812345
SET timestamp=1709627285;
# administrator command: Prepare;
`, want: []string{"2024-03-05T08:14:07.135848Z", "2024-03-05T08:28:07.578613Z"}},
	{name: "nothing but # Time", format: "mysql-slow", zone: "assumed", text: `# Time: 210129  1:08:01
# User@Host: app[app] @ web1 [10.0.0.5]
# Query_time: 30  Lock_time: 0  Rows_sent: 0  Rows_examined: 0
SELECT 1;
# User@Host: app[app] @ web1 [10.0.0.5]
# Query_time: 30  Lock_time: 0  Rows_sent: 0  Rows_examined: 0
SELECT 2;
`, want: []string{"2021-01-29T01:08:01Z", "2021-01-29T01:08:01Z"}},
}

func TestSlowQueries(t *testing.T) {
	for _, c := range slowCases {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

// Each query is a row with who sent it.
func TestSlowColumns(t *testing.T) {
	table, err := Read(context.Background(), Options{}, file(t, "log", slowOld))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"user": {"app", "cron", "app", "app"}, "host": {"web1", "10.0.0.6", "web1", "web2"}, "query_time": {"30.1", "29", "3", "12"},
		"query": {"UPDATE orders SET paid = 1;", "DELETE FROM carts\nWHERE touched < '2020-12-01 00:00:00';", "SELECT 1;", "SELECT 2;"},
	}
	for _, c := range table.Columns {
		if values, ok := want[c.Name]; ok && !slices.Equal(c.Values, values) {
			t.Errorf("%s: %q, want %q", c.Name, c.Values, values)
		}
		delete(want, c.Name)
	}
	if len(want) > 0 {
		t.Errorf("columns missing: %v", want)
	}
}
