package rooms

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Error is a refusal. It is in no language: its words stand in rooms/words, under
// "refusal.code/reason", or "refusal.code" where the code says it all. Any other error
// is a fault of ours: it is logged, and the person is told "internal".
type Error struct {
	Code   string        // stable, snake_case; what others may act on
	Reason string        // which of the code's sentences it is, or ""
	Args   Args          // what the sentence has holes for
	Field  string        // JSON pointer to the argument at fault, or ""
	Retry  time.Duration // when trying again makes sense, or 0
	Kind   string        // the kind of meeting whose words come first, or ""
	Say    string        // the sentence in English, where a server has sent it
}

// Args are the arguments of a message by name: texts, numbers, Words.
type Args = map[string]any

// Word is an argument that is itself a message, such as the name of a phase: each
// reader has it in their own language.
type Word struct {
	Key  string `json:"word"`
	Args Args   `json:"args,omitempty"`
}

// String names the message, for logs.
func (w Word) String() string { return w.Key }

// Message is how package words finds out.
func (w Word) Message() (key string, args Args) { return w.Key, w.Args }

// Error names code, reason and arguments, for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	if e.Reason != "" {
		b.WriteString("/" + e.Reason)
	}
	if e.Field != "" {
		b.WriteString(" at " + e.Field)
	}
	for _, name := range slices.Sorted(maps.Keys(e.Args)) {
		fmt.Fprintf(&b, " %s=%v", name, e.Args[name])
	}
	return b.String()
}

// Key is where the words of the refusal stand.
func (e *Error) Key() string {
	if e.Reason == "" {
		return "refusal." + e.Code
	}
	return "refusal." + e.Code + "/" + e.Reason
}

// word is the refusal within another one.
func (e *Error) word() Word { return Word{e.Key(), e.Args} }

// Refuse makes a refusal of "code/reason" or "code", with its arguments: name, value,
// and so on.
func Refuse(code string, args ...any) *Error {
	code, reason, _ := strings.Cut(code, "/")
	return &Error{Code: code, Reason: reason, Args: argsOf(args)}
}

// Invalid makes a refusal "invalid" that names the argument at fault.
func Invalid(field, reason string, args ...any) *Error {
	return Refuse("invalid/"+reason, args...).At(field)
}

// At names the argument at fault.
func (e *Error) At(field string) *Error {
	e.Field = "/" + field
	return e
}

// After says when trying again makes sense.
func (e *Error) After(wait time.Duration) *Error {
	e.Retry = wait
	return e
}

func argsOf(pairs []any) Args {
	if len(pairs) == 0 {
		return nil
	}
	args := Args{}
	for i := 0; i < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	return args
}

// AsError returns err as a refusal. A fault of ours becomes "internal", so that
// nothing about the inside of the program reaches a browser.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Refuse("internal")
}

// of is the refusal in the words of a kind of meeting. Refusals are shared: it is a
// copy.
func (e *Error) of(kind string) *Error {
	own := *e
	own.Kind = kind
	return &own
}
