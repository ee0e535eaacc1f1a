package lake

import (
	"context"
	"errors"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
)

// ClickHouse is the dialect of ClickHouse and of its Distributed tables, tested on
// version 18.16, the oldest that Debian still carries. DateTime64, which 18.16
// lacks, is written but not run.
func ClickHouse() Dialect {
	return Dialect{
		Name: "ClickHouse", Quote: "`", Backslash: true, GroupByName: true,
		Divide: "intDiv({a}, {b})", Modulo: "{a} % {b}", Floor: "toInt64(floor({a}))",
		Text: "toString({x})",
		Types: []TypeKind{
			{"DATETIME64", clickHouse64}, {"DATETIME", Instant}, {"DATE", Day},
			{"UINT", Whole}, {"INT", Whole}, {"FLOAT", Broken}, {"DECIMAL", Broken},
			{"STRING", Text}, {"FIXEDSTRING", Text},
		},
		Times: map[Kind]TimeSQL{
			Instant: {
				Seconds: "toInt64(toUInt32({t}))", Quarter: "toInt64(intDiv(toUInt32({t}), 900) * 900)",
				Micros: "toInt64(toUInt32({t})) * 1000000", Literal: "toDateTime({s}, 'UTC')", WholeSeconds: true,
			},
			clickHouse64: {
				Seconds: "toInt64(floor(toUnixTimestamp64Milli({t}) / 1000))", Micros: "toUnixTimestamp64Micro({t})",
				Literal: "fromUnixTimestamp64Micro(toInt64({us}), 'UTC')",
			},
			Text: {
				Seconds: "toInt64(toUInt32(parseDateTimeBestEffort({t}, 'UTC')))", Micros: "toInt64(toUInt32(parseDateTimeBestEffort({t}, 'UTC'))) * 1000000",
				WholeSeconds: true,
			},
		},
		Weekday:  "toDayOfWeek(toDateTime(toUInt32({q}), {zone}))",
		Hour:     "toHour(toDateTime(toUInt32({q}), {zone}))",
		Version:  "SELECT version()",
		ZoneData: "SELECT value FROM system.build_options WHERE name = 'TZDATA_VERSION'",
		Clock:    "SELECT toInt64(toUInt32(now()))",
		pattern:  doubleBackslash,
		begin:    beginClickHouse, lost: lostShard, shards: countShards,
	}
}

// clickHouse64 is ClickHouse's DateTime64.
const clickHouse64 Kind = "DateTime64"

// beginClickHouse asks for progress and says what to do about a shard that does
// not answer: by default an error, whatever the server's own settings say.
func beginClickHouse(ctx context.Context, a *asking) context.Context {
	skip := 0
	if a.skipLost {
		skip = 1
	}
	return clickhouse.Context(ctx,
		clickhouse.WithSettings(clickhouse.Settings{"skip_unavailable_shards": skip}),
		clickhouse.WithProgress(func(p *clickhouse.Progress) { a.progress(int64(p.Rows), int64(p.Bytes), int64(p.TotalRows)) }))
}

// Codes of ClickHouse's exceptions (dbms/src/Common/ErrorCodes.cpp) that a server
// raises when another one does not answer or breaks off.
var lostCodes = map[int32]string{
	3: "UNEXPECTED_END_OF_FILE", 32: "ATTEMPT_TO_READ_AFTER_EOF", 198: "DNS_ERROR", 209: "SOCKET_TIMEOUT",
	210: "NETWORK_ERROR", 279: "ALL_CONNECTION_TRIES_FAILED", 99: "UNKNOWN_PACKET_FROM_SERVER", 1000: "POCO_EXCEPTION",
}

func lostShard(err error) bool {
	var from *clickhouse.Exception
	if !errors.As(err, &from) {
		return false
	}
	_, lost := lostCodes[from.Code]
	return lost
}

// countShards looks a Distributed table's cluster up and asks each shard for one
// row. Other tables have none: 0, 0.
func countShards(ctx context.Context, db *DB, t name) (all, up int64, err error) {
	database, table := "currentDatabase()", t[len(t)-1]
	if len(t) > 1 {
		database = db.dialect.text(t[len(t)-2])
	}
	var cluster string
	find := "SELECT extract(engine_full, '^Distributed\\\\(\\\\\\'?([^,\\\\\\']+)') FROM system.tables WHERE database = " + database + " AND name = " + db.dialect.text(table)
	if err := db.one(ctx, find, &cluster); err != nil || cluster == "" {
		return 0, 0, err
	}
	named := db.dialect.text(cluster)
	if err := db.one(ctx, "SELECT toInt64(uniqExact(shard_num)) FROM system.clusters WHERE cluster = "+named, &all); err != nil {
		return 0, 0, err
	}
	if err := db.oneBy(ctx, &asking{skipLost: true}, "SELECT toInt64(count()) FROM cluster("+named+", system, one)", &up); err != nil {
		return all, 0, nil // not one of them answers
	}
	return all, up, nil
}

// doubleBackslash keeps a backslash in a pattern from escaping what follows it.
func doubleBackslash(pattern string) string { return strings.ReplaceAll(pattern, `\`, `\\`) }
