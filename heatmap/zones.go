package heatmap

// Beside counts the events of a grid again in each of the named zones, in the
// order given, for Facet to draw side by side: the victim's clock says when it was
// hit, the intruder's when somebody worked. An unknown zone is an error, as is a
// grid filled by hand.
func Beside(g *Grid, zones ...string) ([]*Grid, error) {
	grids := make([]*Grid, 0, len(zones))
	for _, zone := range zones {
		moved, err := g.In(zone)
		if err != nil {
			return nil, err
		}
		grids = append(grids, moved)
	}
	return grids, nil
}
