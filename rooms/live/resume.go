package live

import "rondo/rooms/wire"

// missing returns the public frames after a position. A browser may resume from
// (e, s) only if s lies within what epoch e itself wrote and survived; otherwise
// it saw something that is no more (lost).
func (r *room) missing(since []int64) (frames []wire.Frame, ok, lost bool) {
	if len(since) == 0 {
		return nil, false, false
	}
	epoch, seq := since[0], since[1]
	epochs := r.durable.doc.Common().Internal.Epochs
	for i, e := range epochs.All() {
		if e.Epoch != epoch {
			continue
		}
		end := r.durable.seq
		if i+1 < epochs.Len() {
			end = epochs.At(i + 1).From
		}
		if seq < 0 || seq > end {
			return nil, false, true
		}
		if r.reshapedSince(epoch) {
			return nil, false, false
		}
		frames, ok = r.backlog.after(seq, r.durable.seq)
		return frames, ok, false
	}
	return nil, false, true
}

// reshapedSince tells whether the document was brought up to another version
// after an epoch: what a page had then is of another shape, also at the same seq.
func (r *room) reshapedSince(epoch int64) bool {
	return epoch < r.durable.doc.Common().Internal.Shape || r.upgraded && r.shownEpoch() != r.epoch
}

// backlog keeps the newest public frames for browsers that resume.
type backlog struct {
	frames []wire.Frame
	first  int64 // seq of frames[0]
	most   int
	bytes  int // of frames
	room   int // for how many bytes there is room
}

func (r *backlog) add(seq int64, f wire.Frame) {
	if len(r.frames) == 0 || seq != r.first+int64(len(r.frames)) {
		r.frames, r.first, r.bytes = nil, seq, 0
	}
	r.frames, r.bytes = append(r.frames, f), r.bytes+len(f)
	for len(r.frames) > r.most || r.bytes > r.room {
		r.bytes -= len(r.frames[0])
		r.frames[0] = nil
		r.frames = r.frames[1:]
		r.first++
	}
}

// forget lets nobody resume from what was before.
func (r *backlog) forget() { r.frames, r.bytes = nil, 0 }

// after returns the frames with seq in (seq, newest]; false when one is gone.
func (r *backlog) after(seq, newest int64) ([]wire.Frame, bool) {
	switch {
	case seq == newest:
		return nil, true
	case len(r.frames) == 0 || seq+1 < r.first || r.first+int64(len(r.frames)) != newest+1:
		return nil, false
	}
	return r.frames[seq+1-r.first:], true
}
