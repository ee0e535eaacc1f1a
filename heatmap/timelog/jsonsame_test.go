package timelog

import (
	"math/rand"
	"testing"
)

// TestForm holds both ways of comparing a line with a form against looking at each
// byte.
func TestForm(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	fitted := 0
	for range 20000 {
		var f form
		b := make([]byte, formStep*(1+rnd.Intn(5)))
		for i := range b {
			b[i] = byte(' ' + rnd.Intn(95))
			switch f.text[i] = b[i]; rnd.Intn(4) {
			case 0:
				f.must[i] = 0xFF
			case 1:
				f.free[i] = 0xFF
				if b[i] == '"' || b[i] == '\\' {
					b[i] = 'a'
				}
			case 2:
				f.digit[i] = 0xFF
				b[i] = byte('0' + rnd.Intn(10))
			}
		}
		for range rnd.Intn(3) {
			b[rnd.Intn(len(b))] = "\"\\\x00\x1f /:09\x7f"[rnd.Intn(10)]
		}
		want := true
		for i, c := range b {
			want = want && (f.must[i] == 0 || c == f.text[i]) &&
				(f.free[i] == 0 || c != '"' && c != '\\' && c >= 0x20) && (f.digit[i] == 0 || digit(c))
		}
		if fitted += boolInt(want); f.fits(b) != want || f.fitsPlainly(b) != want {
			t.Fatalf("fits %v, plainly %v, want %v: %q", f.fits(b), f.fitsPlainly(b), want, b)
		}
	}
	if fitted < 1000 {
		t.Fatalf("only %d lines fitted", fitted)
	}
}

// TestFormOfOtherLetters: bytes beyond ASCII may stand in texts, never for digits.
func TestFormOfOtherLetters(t *testing.T) {
	var f form
	b := []byte("пять, 5 и ещё немного слов......")[:formStep]
	for i := range b {
		f.free[i] = 0xFF
	}
	if !f.fits(b) || !f.fitsPlainly(b) {
		t.Error("letters beyond ASCII in a text do not fit")
	}
	f.free[0], f.digit[0] = 0, 0xFF
	if f.fits(b) || f.fitsPlainly(b) {
		t.Error("a letter passes for a digit")
	}
}

func BenchmarkForm(b *testing.B) {
	var f form
	line := make([]byte, 160)
	for i := range line {
		line[i], f.free[i] = 'a', 0xFF
	}
	for _, c := range []struct {
		name string
		fits func([]byte) bool
	}{{"fastest", f.fits}, {"plain", f.fitsPlainly}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			for b.Loop() {
				if !c.fits(line) {
					b.Fatal("no fit")
				}
			}
		})
	}
}
