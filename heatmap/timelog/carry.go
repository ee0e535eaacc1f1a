package timelog

// carrier is a lineParser by which lines are read as lines before them say, such as
// directives that name the fields. Mostly these stand at the head of the file, and then
// lines from its middle can be read too.
type carrier interface {
	lineParser
	// carried is what the lines to come are read by; "" if any line may change that.
	carried() string
}

// carried is what lines from the middle of a file are read by that begins with first;
// "" if that is not to be told from its head, or there is nothing.
func (s *lineShape) carried(first []byte) string {
	sc := newLineScanner(s, s.names[:1])
	sc.prime(first)
	return sc.carried()
}

func (s *lineScanner) carried() string {
	if c, ok := s.parser.(carrier); ok {
		return c.carried()
	}
	return ""
}

// prime reads the directives at the head of a file that begins with first.
func (s *lineScanner) prime(first []byte) {
	for i := 0; i < len(first); {
		end, next := lineAt(first, i)
		if line := first[i:end]; !isBlank(line) {
			if s.row.none = false; line[0] != '#' { // not to be parsed: it might change what is carried
				return
			}
			s.parser.parse(line, &s.row)
		}
		i = next
	}
}

// scannerOfLines is that of a taker, nil if it has none.
func scannerOfLines(t taker) *lineScanner {
	if c, ok := t.(*countTaker); ok {
		s, _ := c.sc.(*lineScanner)
		return s
	}
	return nil
}
