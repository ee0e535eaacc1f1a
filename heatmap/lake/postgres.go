package lake

// PostgreSQL is the dialect of PostgreSQL and of what speaks its protocol and its
// SQL (TimescaleDB, Citus, Redshift, CockroachDB).
func PostgreSQL() Dialect {
	return Dialect{
		Name: "PostgreSQL", Quote: `"`, Placeholder: "$",
		Divide: "({a} / {b})", Modulo: "({a} % {b})", Floor: "floor({a})::bigint",
		Text: "({x})::text", Like: "{c} LIKE {p} ESCAPE ''",
		Types: []TypeKind{
			{"TIMESTAMPTZ", Instant}, {"TIMESTAMP", Clock}, {"DATE", Day},
			{"INT", Whole}, {"FLOAT", Broken}, {"NUMERIC", Broken},
			{"TEXT", Text}, {"VARCHAR", Text}, {"BPCHAR", Text},
		},
		Times: map[Kind]TimeSQL{
			Instant: postgresTime("{t}", "to_timestamp({us} / 1000000.0)"),
			Clock:   postgresTime("{t}", "(to_timestamp({us} / 1000000.0) AT TIME ZONE 'UTC')"),
			Text:    postgresTime("({t})::timestamptz", ""),
		},
		Weekday: "extract(isodow FROM to_timestamp({q}) AT TIME ZONE {zone})::bigint",
		Hour:    "extract(hour FROM to_timestamp({q}) AT TIME ZONE {zone})::bigint",
		Version: "SELECT current_setting('server_version')",
		Clock:   "SELECT floor(date_part('epoch', now()))::bigint",
	}
}

// postgresTime works with date_part, whose double precision holds microseconds up
// to the year 2255 and is several times as fast as extract's numeric.
func postgresTime(column, literal string) TimeSQL {
	epoch := "date_part('epoch', " + column + ")"
	return TimeSQL{
		Seconds: "floor(" + epoch + ")::bigint",
		Quarter: "floor(" + epoch + " / 900)::bigint * 900",
		Micros:  "round(" + epoch + " * 1000000)::bigint",
		Literal: literal,
	}
}
