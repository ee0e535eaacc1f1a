package timelog

// quotedTime takes the line at b[i], which has quotes, if its fields are as RFC 4180
// has them, none goes on over a line break, and there is a plain time in the only column
// wanted. It returns the place of the next line, -1 if that does not hold.
func (s *csvScanner) quotedTime(b []byte, i int) int {
	at := i
	for k := 0; ; k++ {
		from, to, next := s.quotedField(b, at)
		if next < 0 {
			return -1
		}
		if k == s.last {
			if next = s.quotedEnd(b, next); next < 0 || !s.alone.quick(b[from:to]) {
				return -1
			}
			return next + 1
		}
		if b[next] != s.shape.comma {
			return -1
		}
		at = next + 1
	}
}

// quotedField is where the field at b[at] has its text, and where it ends: at a
// separator or a line break. next is -1 for anything unusual.
func (s *csvScanner) quotedField(b []byte, at int) (from, to, next int) {
	if at >= len(b) || b[at] != '"' {
		next = s.stops.fieldEnd(b, at)
		if to = next; next >= len(b) {
			return at, to, -1
		}
		if b[next] == '\n' {
			to = trimCR(b, at, to)
		}
		return at, to, next
	}
	to = s.stops.end(at+1, len(b))
	if to+1 >= len(b) || b[to] != '"' || b[to+1] != s.shape.comma && b[to+1] != '\n' {
		return at, to, -1
	}
	return at + 1, to, to + 1
}

// quotedEnd is the line break that ends the line of which b[at] ends a field; -1 if
// there is anything unusual before it.
func (s *csvScanner) quotedEnd(b []byte, at int) int {
	for {
		if at = s.stops.end(at, len(b)); at >= len(b) {
			return -1
		}
		if b[at] == '\n' {
			return at
		}
		if b[at-1] != s.shape.comma {
			return -1 // a quote inside a field
		}
		if at = s.closing(b, at+1); at < 0 {
			return -1
		}
	}
}

// closing is the place behind the quote that ends a field on the same line, where a
// separator or a line break must be; -1 if there is none.
func (s *csvScanner) closing(b []byte, at int) int {
	for {
		at = s.stops.end(at, len(b))
		if at+1 >= len(b) || b[at] != '"' {
			return -1
		}
		switch b[at+1] {
		case '"':
			at += 2
		case s.shape.comma, '\n':
			return at + 1
		default:
			return -1
		}
	}
}
