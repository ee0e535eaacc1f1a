package linked

// Options say what a page shows. The zero value is ready: every view that the
// columns allow, counted in the zone of the frame.
type Options struct {
	// Title is the heading; empty means "Linked views".
	Title string
	// Subtitle stands under it; it may be empty.
	Subtitle string
	// Zone is the IANA zone to begin with; empty means the zone that the frame was
	// parsed in, else UTC.
	Zone string
	// Zones are the IANA names that the zone switch offers after that one; nil means
	// one for most of the hours of the world's working day.
	Zones []string
	// Columns are those that travel with the page, in the order of the table;
	// nil means all but those that WithTime added.
	Columns []string
	// Views are those on the page, of Views(); nil means all that the columns allow.
	Views []string
	// Bars are the columns drawn as bars; nil means up to six whose values repeat.
	Bars []string
	// Axes are the columns of the parallel coordinates, from left to right; nil
	// means up to five. At least two are needed.
	Axes []string
	// Log names columns of numbers whose axes and bars begin on a logarithmic scale;
	// nil means those whose positive values span three decades or more.
	Log []string
	// Map says where the places of the rows are.
	Map MapOptions
	// Graph says what the nodes and the edges are.
	Graph GraphOptions
	// Notes are printed under the heading, such as the number of duplicates removed.
	Notes []string
	// Made is the date of making, printed as given. Empty prints none, so that the
	// bytes depend on the input alone.
	Made string
}

// MapOptions say where rows are on the map. The zero value looks for columns
// named like coordinates ("lat" and "lon", "latitude" and "longitude", with
// "dst_" or "src_" before them or not); without them there is no map.
type MapOptions struct {
	// Lat and Lon name the columns of a row's place, in degrees north and east.
	Lat, Lon string
	// FromLat and FromLon name the columns of the other end of an arc, which leads
	// from there to Lat and Lon; empty draws no arcs.
	FromLat, FromLon string
	// Place names a column of text with the names of places, shown with them.
	Place string
	// Address names a column of IP addresses to be looked up in Database instead.
	Address string
	// FromAddress names a column of IP addresses for the other end of arcs.
	FromAddress string
	// Database is the path of a file in MaxMind's DB format with locations.
	Database string
}

// GraphOptions say what the graph is of. The zero value looks for two columns
// that name hosts, such as "src" and "dst"; without them there is no graph.
type GraphOptions struct {
	// From and To name the columns of an edge's two ends.
	From, To string
	// Weight names a column of numbers, such as bytes, that edges add up and that
	// makes them strong. Empty means that rows make an edge strong; the page can then
	// be switched to a column named like bytes, if there is one.
	Weight string
	// Color names a column of text, such as the protocol; empty means a column named so.
	Color string
	// Seed makes another layout of the same graph; any number will do.
	Seed uint64
	// Most is the number of nodes laid out, those with the most neighbours; 0 means
	// 5000. The page says how many were left out.
	Most int
}

// Views returns the names of the views, in the order in which they stand on a page.
func Views() []string {
	return []string{"time", "week", "map", "graph", "axes", "bars", "rows"}
}
