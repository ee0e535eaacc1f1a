package timelog

import "unsafe"

// hugePage is the size of the large pages of memory that processors and systems of
// today have beside those of 4 KiB.
const hugePage = 2 << 20

// newRoom is a place to read large files to, in large pages where the system has
// them: to have 4 KiB given at a time, on the first touch of each, takes longer than to
// read as much of a file.
func newRoom(size int) []byte {
	room := make([]byte, size+hugePage)
	skip := -int(uintptr(unsafe.Pointer(&room[0]))) & (hugePage - 1)
	room = room[skip : skip+size]
	adviseHuge(room)
	return room
}

// takeRoom lends the run's room for the first block of a file and a piece for each
// worker; a new one if it is lent.
func (r *run) takeRoom(workers int) *[]byte {
	size := blockSize + workers*pieceRoom
	if room := r.room.Swap(nil); room != nil && len(*room) >= size {
		return room
	}
	room := newRoom(size)
	return &room
}
