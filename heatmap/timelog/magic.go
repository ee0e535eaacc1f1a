package timelog

import (
	"bytes"
	"fmt"
)

// packing is what the first bytes of a file say about how it is stored.
type packing string

const (
	packNone    packing = ""
	packGzip    packing = "gzip"
	packZstd    packing = "zstd"
	packBzip2   packing = "bzip2"
	packXZ      packing = "xz"
	packLZ4     packing = "lz4"
	packZip     packing = "zip"
	packTar     packing = "tar"
	packParquet packing = "parquet"
	packEVTX    packing = "evtx"
	packSQLite  packing = "sqlite"
)

// compression tells compressions from archives and foreign formats.
func (p packing) compression() bool {
	switch p {
	case packGzip, packZstd, packBzip2, packXZ, packLZ4:
		return true
	}
	return false
}

// magics are the first bytes of what can be opened, in no particular order: none
// is the beginning of another.
var magics = []struct {
	pack  packing
	first string
}{
	{packGzip, "\x1f\x8b\x08"},
	{packZstd, "\x28\xb5\x2f\xfd"}, // RFC 8878
	{packBzip2, "BZh"},
	{packXZ, "\xfd7zXZ\x00"},
	{packLZ4, "\x04\x22\x4d\x18"},
	{packLZ4, "\x02\x21\x4c\x18"}, // legacy frames
	{packZip, "PK\x03\x04"},
	{packZip, "PK\x05\x06"}, // empty
	{packParquet, "PAR1"},
	{packEVTX, "ElfFile\x00"},
	{packSQLite, "SQLite format 3\x00"}, // SQLite, "Database File Format", 1.3
}

// sniff names the packing of a file from its first bytes; 512 are enough.
func sniff(head []byte) packing {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.first)) {
			if m.pack == packBzip2 && (len(head) < 10 || !bytes.HasPrefix(head[4:], []byte("1AY&SY")) && !bytes.HasPrefix(head[4:], []byte("\x17rE8P\x90"))) {
				continue // a text that begins with "BZh"
			}
			return m.pack
		}
	}
	if len(head) >= 262 && string(head[257:262]) == "ustar" {
		return packTar
	}
	return packNone
}

// strangers are files often met in a case folder that hold no log.
var strangers = []struct{ first, name string }{
	{"\x7fELF", "a program (ELF)"},
	{"MZ", "a Windows program"},
	{"\x89PNG", "a PNG picture"},
	{"\xff\xd8\xff", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"%PDF-", "a PDF document"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (save it as .xlsx or CSV)"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive (unpack it first)"},
	{"Rar!\x1a\x07", "a RAR archive (unpack it first)"},
	{"\xd4\xc3\xb2\xa1", "a packet capture (tcpdump -tttt -r turns it into text)"},
	{"\xa1\xb2\xc3\xd4", "a packet capture (tcpdump -tttt -r turns it into text)"},
	{"\x4d\x3c\xb2\xa1", "a packet capture (tcpdump -tttt -r turns it into text)"},
	{"\x0a\x0d\x0d\x0a", "a packet capture (tcpdump -tttt -r turns it into text)"},
	{"regf", "a Windows registry hive"},
	{"LPKSHHRH", "a systemd journal (journalctl -o json --file turns it into text)"},
	{"Obj\x01", "an Avro file"},
	{"ORC", "an ORC file"},
	{"bplist00", "a binary property list"},
}

// errStranger says that a file is binary, and what it is if its first bytes tell.
func errStranger(head []byte) error {
	for _, s := range strangers {
		if bytes.HasPrefix(head, []byte(s.first)) {
			return fmt.Errorf("not a log that is known here: %s", s.name)
		}
	}
	return errBinary
}

// isBinary reports whether bytes are neither a text nor a text with NUL bytes
// in it, which crashes and careless rotation leave behind: more than a twentieth
// of what is not NUL are control characters that no log uses.
func isBinary(head []byte) bool {
	if bytes.IndexByte(head, 0) < 0 {
		return false
	}
	odd, rest := 0, 0
	for _, c := range head {
		if c == 0 {
			continue
		}
		rest++
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B && c != 0x1E || c == 0x7F {
			odd++
		}
	}
	for _, s := range strangers {
		if bytes.HasPrefix(head, []byte(s.first)) {
			return true
		}
	}
	// Few lines between many NULs are a record format, not a text.
	return 20*odd > rest || rest > 0 && rest < len(head)/8 && bytes.IndexByte(bytes.TrimLeft(head, "\x00"), 0) >= 0
}
