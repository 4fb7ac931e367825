package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strings"
	"time"

	"rondo/rooms"
)

// A browser is known by a cookie of 32 bytes: the day it was made, so that it
// can end for good without a list of sessions, and 30 random ones. Nobody gains
// by another day: another day is another cookie, and no seat knows it.
const (
	cookieVersion = "v1."
	cookieIdle    = 90 * 24 * time.Hour
	cookieLife    = 400 * 24 * time.Hour
	day           = 24 * time.Hour
)

// cookieName carries the prefix that binds a cookie to the host and to TLS
// wherever there is TLS.
func cookieName(at site) string {
	if at.secure() {
		return "__Host-sid"
	}
	return "sid"
}

// browserOf returns the browser's cookie, or "" when it has none that is valid.
func (s *server) browserOf(r *http.Request) string {
	c, err := r.Cookie(cookieName(requestOf(r).site))
	if err != nil {
		return ""
	}
	if _, ok := s.cookieAge(c.Value); !ok {
		return ""
	}
	return c.Value
}

// cookieAge returns how old a cookie is, and whether it is still one.
func (s *server) cookieAge(value string) (time.Duration, bool) {
	text, ok := strings.CutPrefix(value, cookieVersion)
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if !ok || err != nil || len(raw) != 32 {
		return 0, false
	}
	made := time.Unix(int64(binary.BigEndian.Uint16(raw))*int64(day/time.Second), 0)
	age := s.now().Sub(made)
	return age, age > -day && age < cookieLife
}

// newCookie makes a cookie's value.
func (s *server) newCookie() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails: crypto/rand aborts the program instead
	binary.BigEndian.PutUint16(raw, uint16(s.now().Unix()/int64(day/time.Second)))
	return cookieVersion + base64.RawURLEncoding.EncodeToString(raw)
}

// greet returns the browser's cookie, makes one if it has none, and prolongs it.
func (s *server) greet(w http.ResponseWriter, r *http.Request) string {
	at, value := requestOf(r).site, s.browserOf(r)
	if value == "" {
		value = s.newCookie()
	}
	age, _ := s.cookieAge(value)
	http.SetCookie(w, &http.Cookie{
		Name: cookieName(at), Value: value, Path: "/", MaxAge: int(min(cookieIdle, cookieLife-age).Seconds()),
		HttpOnly: true, Secure: at.secure(), SameSite: http.SameSiteLaxMode,
	})
	return value
}

// visitor stands for a browser where only sameness counts: cookies themselves
// are not kept in memory longer than a request.
func visitor(browser string) string { return string(rooms.DigestOf("visitor", browser)) }
