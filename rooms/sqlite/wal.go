package sqlite

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// SQLite reads its log up to the first frame that does not fit its checksum, and takes
// that for the end. After a power cut it is: each transaction waits for the disk before
// the next begins (Full), so no more than the last is torn. Damage further ahead looks
// the same, and all that was acknowledged after it would be gone in silence.
//
// The format is https://sqlite.org/fileformat2.html#walformat.

const (
	logHeader   = 32
	frameHeader = 24
)

// logFrame is a page in the log.
type logFrame struct {
	raw [frameHeader + pageSize]byte
}

func (f *logFrame) commits() bool  { return binary.BigEndian.Uint32(f.raw[4:]) != 0 }
func (f *logFrame) salt() [8]byte  { return [8]byte(f.raw[8:16]) }
func (f *logFrame) sum() [2]uint32 { return sumAt(f.raw[16:]) }
func sumAt(raw []byte) [2]uint32 {
	return [2]uint32{binary.BigEndian.Uint32(raw), binary.BigEndian.Uint32(raw[4:])}
}
func (f *logFrame) follows(order binary.ByteOrder, sum [2]uint32) bool {
	return logSum(order, logSum(order, sum, f.raw[:8]), f.raw[frameHeader:]) == f.sum()
}

// logSum is SQLite's checksum of 32-bit words, carried on from what came before.
func logSum(order binary.ByteOrder, sum [2]uint32, raw []byte) [2]uint32 {
	for ; len(raw) >= 8; raw = raw[8:] {
		sum[0] += order.Uint32(raw) + sum[1]
		sum[1] += order.Uint32(raw[4:]) + sum[0]
	}
	return sum
}

// checkLog refuses a log that is damaged before its last transaction.
func checkLog(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	in := bufio.NewReaderSize(f, 64<<10)
	var head [logHeader]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return ignoreEnd(err)
	}
	var order binary.ByteOrder = binary.BigEndian
	if head[3]&1 == 0 {
		order = binary.LittleEndian
	}
	salt, sum := [8]byte(head[16:24]), sumAt(head[24:])
	whole := logSum(order, [2]uint32{}, head[:24]) == sum
	ended := false // a transaction did, among what does not fit
	for n, frame := 0, new(logFrame); ; n++ {
		if _, err := io.ReadFull(in, frame.raw[:]); err != nil {
			return ignoreEnd(err)
		}
		if n == 0 && !whole {
			salt = frame.salt()
		}
		ours := frame.salt() == salt
		if whole = whole && ours && frame.follows(order, sum); whole {
			sum = frame.sum()
			continue
		}
		if ours && ended {
			return fmt.Errorf("%s is damaged, and what was stored after that place would be lost in silence: restore a backup; or move the file away, to go on as things were before what it has", file)
		}
		ended = ended || frame.commits()
	}
}

// ignoreEnd forgives a file that ends, also in the middle of something.
func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}
