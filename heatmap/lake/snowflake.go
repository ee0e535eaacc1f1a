package lake

// Snowflake is the dialect of Snowflake. NotRun: no test asks a real one.
func Snowflake() Dialect {
	epoch := "DATE_PART(EPOCH_SECOND, {t})"
	return Dialect{
		Name: "Snowflake", Quote: `"`, Placeholder: "?", Backslash: true, NotRun: true,
		Divide: "FLOOR({a} / {b})", Modulo: "MOD({a}, {b})", Floor: "FLOOR({a})",
		Text: "TO_VARCHAR({x})",
		Types: []TypeKind{
			{"TIMESTAMP_NTZ", Clock}, {"TIMESTAMP", Instant}, {"DATE", Day},
			{"FIXED", Whole}, {"NUMBER", Whole}, {"REAL", Broken}, {"FLOAT", Broken}, {"TEXT", Text}, {"VARCHAR", Text},
		},
		Times: map[Kind]TimeSQL{
			Instant: {Seconds: epoch, Micros: "DATE_PART(EPOCH_MICROSECOND, {t})", Literal: "CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ({us}, 6))"},
			Clock:   {Seconds: epoch, Micros: "DATE_PART(EPOCH_MICROSECOND, {t})", Literal: "TO_TIMESTAMP_NTZ({us}, 6)"},
			Text: {
				Seconds: "DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ({t}))", Micros: "DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ({t}))",
			},
		},
		Weekday: "DAYOFWEEKISO(CONVERT_TIMEZONE('UTC', {zone}, TO_TIMESTAMP_NTZ({q})))",
		Hour:    "HOUR(CONVERT_TIMEZONE('UTC', {zone}, TO_TIMESTAMP_NTZ({q})))",
		Version: "SELECT CURRENT_VERSION()",
		Clock:   "SELECT DATE_PART(EPOCH_SECOND, CURRENT_TIMESTAMP())",
	}
}
