package timelog

import (
	"strings"
	"sync"
)

// localMonths are the names of the months that daemons write in the language of
// their machine, as glibc and CLDR have them in full and abbreviated, where they differ
// from the English ones. A word that is one month in one language and another in
// another (lis is November in Polish and October in Croatian, srp August in Czech and
// July in Croatian) is in none of them: it is not read rather than read wrong.
const localMonths = `
januar jänner januari janvier janv enero ene gennaio gen janeiro stycznia sty ledna led января январь янв ocak oca január siječnja
februar februari févr février fév febrero febbraio fevereiro fev lutego lut února úno февраля февраль фев şub şubat február febr veljače
märz mär mrz maart mrt mars marzo março marca března bře марта март мар mart március márc marts ožujka
avril avr abril abr aprile kwietnia kwi dubna dub апреля апрель апр nis nisan április ápr
mai mei mayo maggio mag maio maja maj května kvě мая май mayıs május máj
juni juin junio jun giugno giu junho czerwca cze června čen июня июнь июн haz haziran június jún
juli juil juillet julio luglio lug julho lipca lip července čec июля июль июл tem temmuz július júl
augusti augustus aug août aoû agosto ago sierpnia sie srpna августа август авг ağu ağustos augusztus kolovoza
septembre septiembre settembre set setembro września wrz září zář сентября сентябрь сен сент eyl eylül szeptember szept rujna
oktober okt octobre octubre ottobre ott outubro out października paź října říj октября октябрь окт eki ekim október
noviembre novembre novembro ноября ноябрь ноя нояб kas kasım
dezember dez décembre déc diciembre dic dicembre dezembro grudnia gru prosince pro декабря декабрь дек ara aralık december prosinca des desember`

var localMonthTable = sync.OnceValue(func() map[string]int {
	table := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(localMonths), "\n") {
		for _, name := range strings.Fields(line) {
			table[name] = i + 1
		}
	}
	return table
})

// longestMonth is the most bytes of a month's name in any language: сентября.
const longestMonth = 18

// localMonth is 1 to 12 for the name of a month in a language other than English, 0
// for any other word.
func localMonth(w []byte) int {
	if len(w) < 3 || len(w) > longestMonth {
		return 0
	}
	var low [longestMonth]byte
	plain := true
	for i, c := range w {
		low[i] = c
		if c >= 'A' && c <= 'Z' {
			low[i] = c | 0x20
		}
		plain = plain && c < 0x80
	}
	if plain {
		return localMonthTable()[string(low[:len(w)])]
	}
	return localMonthTable()[strings.ToLower(string(w))]
}

// isForeign reports whether a byte belongs to a letter beyond ASCII of the alphabets
// that localMonths are written in.
func isForeign(c byte) bool {
	return c >= 0x80 && c <= 0xBF || c >= 0xC3 && c <= 0xC5 || c == 0xD0 || c == 0xD1
}

// wordEnd is where the word at b[i] ends.
func wordEnd(b []byte, i int) int {
	for i < len(b) && (b[i]|0x20 >= 'a' && b[i]|0x20 <= 'z' || isForeign(b[i])) {
		i++
	}
	return i
}
