package roomstest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"rondo/rooms/client"
)

// line is something that some people were sent at one moment.
type line struct {
	when time.Time
	what string
	to   []string
}

// writeDown adds what was sent since the last time: what several people were
// sent alike is one line.
func (p *performance) writeDown() {
	var lines []*line
	for _, v := range p.people {
		for _, k := range v.said[p.read[v]:] {
			lines = p.heardBy(lines, v.name, k)
		}
		p.read[v] = len(v.said)
	}
	slices.SortStableFunc(lines, func(a, b *line) int { return a.when.Compare(b.when) })
	for _, l := range lines {
		to := strings.Join(l.to, ", ")
		if len(l.to) > 1 && len(l.to) == len(p.seated()) {
			to = "all"
		}
		fmt.Fprintf(&p.script, "%s%s %s < %s\n", indent, p.moment(l.when), to, l.what)
	}
}

// heardBy notes one frame. Lines of one moment keep the order in which the first
// of those who were sent them was.
func (p *performance) heardBy(lines []*line, who string, k kept) []*line {
	p.schema.frame(k.frame)
	var frame client.Tree
	if err := json.Unmarshal(k.frame, &frame); err != nil {
		p.t.Errorf("%s got %s", who, k.frame)
		return lines
	}
	what := p.inWords(frame)
	for _, l := range lines {
		if l.when.Equal(k.when) && l.what == what && !slices.Contains(l.to, who) {
			l.to = append(l.to, who)
			return lines
		}
	}
	return append(lines, &line{k.when, what, []string{who}})
}

// inWords is a frame in compact form.
func (p *performance) inWords(f client.Tree) string {
	switch {
	case f["doc"] != nil && f["reset"] != nil:
		return "everything, because history was lost"
	case f["doc"] != nil:
		return "everything"
	case f["hello"] != nil:
		return "hello again"
	case f["patch"] != nil:
		return p.flat(f["patch"])
	case f["mine"] != nil:
		return "mine: " + p.flat(f["mine"])
	case f["me"] != nil:
		return "me: " + p.flat(f["me"])
	case f["here"] != nil:
		return "here: " + p.flat(f["here"])
	case f["era"] != nil:
		return fmt.Sprintf("a new era, after %v", f["last"])
	case f["ok"] != nil:
		return "done"
	case f["error"] != nil:
		e, _ := f["error"].(client.Tree)
		return fmt.Sprintf("refused: %s. %s", e["code"], e["say"])
	}
	return p.flat(f)
}

// flat writes every value that changed with the path to it.
func (p *performance) flat(v any) string {
	var leaves []string
	p.flatten("", v, &leaves)
	return strings.Join(leaves, " · ")
}

func (p *performance) flatten(at string, v any, into *[]string) {
	object, ok := v.(client.Tree)
	if !ok || len(object) == 0 {
		*into = append(*into, at+"="+p.plain(v))
		return
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		path := strings.TrimPrefix(at+"."+p.names.of(key), ".")
		if at == "" && key == "room" {
			path = "" // most is of the room: it goes without saying
		}
		p.flatten(path, object[key], into)
	}
}

// plain is a value as people read it: names for ids, moments of the play.
func (p *performance) plain(v any) string {
	switch v := v.(type) {
	case float64:
		if moment := time.UnixMilli(int64(v)); v > 1e11 {
			return p.moment(moment)
		}
	case string:
		if name := p.names.of(v); name != v {
			return name
		}
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = p.plain(v[i])
		}
		return "[" + strings.Join(words, " ") + "]"
	}
	raw, err := json.Marshal(v)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(raw)
}

// moment counts from the beginning of the play.
func (p *performance) moment(at time.Time) string {
	d := at.Sub(p.start).Round(time.Millisecond)
	text := fmt.Sprintf("@%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
	if ms := d.Milliseconds() % 1000; ms != 0 {
		text += fmt.Sprintf(".%03d", ms)
	}
	return text
}
