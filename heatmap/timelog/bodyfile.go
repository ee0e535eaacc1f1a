package timelog

import "bytes"

// bodyNames are the columns of a body file, the table that The Sleuth Kit, mactime and
// many collectors of traces write without a heading.
// https://wiki.sleuthkit.org/index.php?title=Body_file
var bodyNames = []string{"md5", "name", "inode", "mode", "uid", "gid", "size", "atime", "mtime", "ctime", "crtime"}

// isBody reports whether the fields are those of a row of a body file: eleven, of
// which the fourth is a mode such as r/rrwxr-xr-x and the last five are numbers.
func isBody(fields [][]byte) bool {
	if len(fields) != len(bodyNames) || len(fields[3]) < 10 || len(bytes.Trim(fields[3], "-/?rwxsStTdlbcphv")) > 0 {
		return false
	}
	for _, f := range fields[6:] {
		if _, _, ok := decimal(f); !ok {
			return false
		}
	}
	return true
}
