package main

import (
	"net/http"
	"net/url"
	"strings"
)

// contentPolicy lets a page load only our own files and talk only to us. There
// is no inline script or style anywhere, so neither a nonce nor an exception.
func contentPolicy(socket string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self'" + socket + "; manifest-src 'self'; form-action 'self'; base-uri 'none'; " +
		"frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
}

// transportSecurity is what browsers are told to remember for two years, by -hsts.
// Other servers may live under subdomains of our name, perhaps without TLS: only
// whoever runs them can say.
var transportSecurity = map[string]string{
	"off": "", "host": "max-age=63072000", "subdomains": "max-age=63072000; includeSubDomains",
}

// setHeaders puts the headers on every response, errors included. The Host is
// only repeated when it is ours.
func setHeaders(h http.Header, at site, ours bool, hsts string) {
	socket := ""
	if ours {
		socket = map[bool]string{true: " wss://", false: " ws://"}[at.secure()] + at.host
	}
	h.Set("Content-Security-Policy", contentPolicy(socket))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if at.secure() {
		if policy := transportSecurity[hsts]; policy != "" {
			h.Set("Strict-Transport-Security", policy)
		}
		h.Set("Cross-Origin-Opener-Policy", "same-origin") // browsers ignore it, loudly, on plain http
	}
}

// setDownload makes a response a file: saved under a name, never shown as a page of ours.
// The name may be in any script (RFC 6266, appendix D); what cannot read it saves
// "minutes" with the ending.
func setDownload(h http.Header, mediaType, name, ending string) {
	inUTF8 := strings.ReplaceAll(url.QueryEscape(name+"."+ending), "+", "%20") // RFC 8187
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", `attachment; filename="minutes.`+ending+`"; filename*=UTF-8''`+inUTF8)
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
}
