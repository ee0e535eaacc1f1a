package lake

// BigQuery is the dialect of Google BigQuery. NotRun: no test asks a real one.
func BigQuery() Dialect {
	return Dialect{
		Name: "BigQuery", Quote: "`", Placeholder: "?", Backslash: true, NotRun: true,
		Divide: "DIV({a}, {b})", Modulo: "MOD({a}, {b})", Floor: "CAST(FLOOR({a}) AS INT64)",
		Text: "CAST({x} AS STRING)",
		Types: []TypeKind{
			{"TIMESTAMP", Instant}, {"DATETIME", Clock}, {"DATE", Day},
			{"INT64", Whole}, {"INTEGER", Whole}, {"FLOAT", Broken}, {"NUMERIC", Broken}, {"BIGNUMERIC", Broken}, {"STRING", Text},
		},
		Times: map[Kind]TimeSQL{
			Instant: {Seconds: "UNIX_SECONDS({t})", Micros: "UNIX_MICROS({t})", Literal: "TIMESTAMP_MICROS({us})"},
			Clock: {
				Seconds: "UNIX_SECONDS(TIMESTAMP({t}, 'UTC'))", Micros: "UNIX_MICROS(TIMESTAMP({t}, 'UTC'))",
				Literal: "DATETIME(TIMESTAMP_MICROS({us}), 'UTC')",
			},
			Text: {Seconds: "UNIX_SECONDS(TIMESTAMP({t}))", Micros: "UNIX_MICROS(TIMESTAMP({t}))"},
		},
		// BigQuery's Sunday is 1.
		Weekday: "(MOD(EXTRACT(DAYOFWEEK FROM TIMESTAMP_SECONDS({q}) AT TIME ZONE {zone}) + 5, 7) + 1)",
		Hour:    "EXTRACT(HOUR FROM TIMESTAMP_SECONDS({q}) AT TIME ZONE {zone})",
		Clock:   "SELECT UNIX_SECONDS(CURRENT_TIMESTAMP())",
		pattern: doubleBackslash,
	}
}
