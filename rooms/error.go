package rooms

import (
	"errors"
	"fmt"
	"time"
)

// Error is a refusal that a person can understand and a page can translate.
// Any other error is a fault of ours: it is logged, and the person is told
// "internal".
type Error struct {
	Code  string        // stable, snake_case; the page translates by it
	Say   string        // one English sentence for people
	Field string        // JSON pointer to the argument at fault, or ""
	Retry time.Duration // when trying again makes sense, or 0
}

// Error names the code and says why, for logs.
func (e *Error) Error() string {
	if e.Field != "" {
		return e.Code + " at " + e.Field + ": " + e.Say
	}
	return e.Code + ": " + e.Say
}

// Refuse makes a refusal with a reason.
func Refuse(code, say string, args ...any) *Error {
	return &Error{Code: code, Say: fmt.Sprintf(say, args...)}
}

// Invalid makes a refusal that names the argument at fault.
func Invalid(field, say string, args ...any) *Error {
	return &Error{Code: "invalid", Say: fmt.Sprintf(say, args...), Field: "/" + field}
}

// AsError returns err as a refusal. A fault of ours becomes "internal", so that
// nothing about the inside of the program reaches a browser.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Code: "internal", Say: "Something went wrong on our side. Nothing was changed."}
}
