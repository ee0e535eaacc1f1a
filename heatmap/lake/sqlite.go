package lake

import "strings"

// SQLite is the dialect of SQLite 3, which keeps times as text or numbers and
// knows no zones: folding the quarter hours is ours alone.
func SQLite() Dialect {
	return Dialect{
		Name: "SQLite", Quote: `"`, Placeholder: "?",
		Divide: "({a} / {b})", Modulo: "({a} % {b})",
		Floor: "(CAST({a} AS INTEGER) - (CAST({a} AS INTEGER) > {a}))",
		Text:  "CAST({x} AS TEXT)", Like: "{c} GLOB {p}", pattern: globPattern,
		Times: map[Kind]TimeSQL{
			Text: {
				Seconds: "CAST(strftime('%s', {t}) AS INTEGER)",
				Micros:  "(CAST(round((julianday({t}) - 2440587.5) * 86400000.0) AS INTEGER) * 1000)",
			},
		},
		Version: "SELECT sqlite_version()",
	}
}

// globPattern turns a pattern of LIKE into one of GLOB, which tells upper from
// lower case as LIKE does elsewhere.
func globPattern(pattern string) string {
	return strings.NewReplacer("%", "*", "_", "?", "*", "[*]", "?", "[?]", "[", "[[]").Replace(pattern)
}
