package lake

// Trino is the dialect of Trino (and Presto). NotRun: no test asks a real one.
func Trino() Dialect {
	return Dialect{
		Name: "Trino", Quote: `"`, Placeholder: "?", NotRun: true,
		Divide: "({a} / {b})", Modulo: "({a} % {b})", Floor: "CAST(floor({a}) AS bigint)",
		Text: "CAST({x} AS varchar)",
		Types: []TypeKind{
			{"TIMESTAMP WITH TIME ZONE", Instant}, {"TIMESTAMP(3) WITH TIME ZONE", Instant}, {"TIMESTAMP(6) WITH TIME ZONE", Instant},
			{"TIMESTAMP", Clock}, {"DATE", Day}, {"BIGINT", Whole}, {"INTEGER", Whole}, {"DOUBLE", Broken}, {"DECIMAL", Broken}, {"VARCHAR", Text},
		},
		Times: map[Kind]TimeSQL{
			Instant: trinoTime("{t}", "from_unixtime({us} / 1e6)"),
			Clock:   trinoTime("with_timezone({t}, 'UTC')", "CAST(from_unixtime({us} / 1e6, 'UTC') AS timestamp(6))"),
			Text:    trinoTime("from_iso8601_timestamp({t})", ""),
		},
		Weekday: "day_of_week(from_unixtime({q}, {zone}))",
		Hour:    "hour(from_unixtime({q}, {zone}))",
		Version: "SELECT version()",
		Clock:   "SELECT CAST(floor(to_unixtime(current_timestamp)) AS bigint)",
	}
}

func trinoTime(column, literal string) TimeSQL {
	return TimeSQL{
		Seconds: "CAST(floor(to_unixtime(" + column + ")) AS bigint)",
		Micros:  "CAST(round(to_unixtime(" + column + ") * 1e6) AS bigint)",
		Literal: literal,
	}
}
