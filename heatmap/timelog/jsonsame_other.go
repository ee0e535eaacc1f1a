//go:build !amd64

package timelog

// fits reports whether b, a multiple of formStep long and at most maxForm, is a line
// of the form.
func (f *form) fits(b []byte) bool { return f.fitsPlainly(b) }
