package timelog

import "golang.org/x/sys/cpu"

// fits reports whether b, a multiple of formStep long and at most maxForm, is a line
// of the form.
func (f *form) fits(b []byte) bool {
	if cpu.X86.HasAVX2 {
		return formAVX2(f, &b[0], len(b)/formStep)
	}
	return f.fitsPlainly(b)
}

// formAVX2 is fitsPlainly with n times 32 bytes.
//
//go:noescape
func formAVX2(f *form, b *byte, n int) bool
