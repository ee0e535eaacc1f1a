package report

import (
	"regexp"
	"strings"
	"sync"
)

// fangs finds what a program would turn into a link: a scheme, an IPv4 address, a
// mail address or a name with a dot in it.
var fangs = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(https?|ftps?|hxxps?)://|[\pL\pN._%+-]+@[\pL\pN.-]+|(?:[\pL\pN_-]+\.)+[\pL\pN-]+|\b(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}\b`)
})

// fileEndings are endings of file names, which nobody mistakes for a link; those
// that are top-level domains too are not among them.
const fileEndings = " exe dll sys ps1 bat cmd vbs js jse hta lnk iso img rar 7z gz tar txt log csv json xml xlsx xls docx doc pptx pdf dmp tmp dat db evtx ini cfg bak "

// Defang makes the addresses in a text harmless to click, as is the custom when
// indicators are passed on: hxxp://, 203[.]0[.]113[.]77, user[@]example[.]org.
// Names of files stay.
func Defang(text string) string {
	return fangs().ReplaceAllStringFunc(text, func(found string) string {
		switch {
		case strings.HasSuffix(found, "://"):
			return strings.NewReplacer("http", "hxxp", "HTTP", "HXXP", "Http", "Hxxp", "ftp", "fxp", "FTP", "FXP").Replace(found)
		case strings.Contains(found, "@"):
			return strings.NewReplacer("@", "[@]", ".", "[.]").Replace(found)
		case strings.Contains(found, "."):
			ending := strings.ToLower(found[strings.LastIndexByte(found, '.')+1:])
			if strings.Contains(fileEndings, " "+ending+" ") || isDecimal(found) {
				return found
			}
			return strings.ReplaceAll(found, ".", "[.]")
		case strings.Contains(found, "::") || strings.Count(found, ":") == 7:
			return strings.ReplaceAll(found, ":", "[:]")
		}
		return found // 10:15:02 is a time
	})
}

// isDecimal tells a number such as 12.5, or the version 1.2.3, from an address of four parts.
func isDecimal(text string) bool {
	return strings.Trim(text, "0123456789.") == "" && strings.Count(text, ".") != 3
}
