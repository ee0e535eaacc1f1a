package lake

// Athena is the dialect of Amazon Athena, which is Trino underneath but has
// timestamps without a zone in its tables and takes no function version().
// NotRun: no test asks a real one.
func Athena() Dialect {
	d := Trino()
	d.Name = "Athena"
	d.Version = ""
	d.Times[Clock] = trinoTime("with_timezone({t}, 'UTC')", "CAST(from_unixtime({us} / 1e6) AT TIME ZONE 'UTC' AS timestamp(3))")
	return d
}
