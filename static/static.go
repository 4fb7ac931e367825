// Package static embeds the built page (static/dist) and serves it.
package static

import (
	"embed"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// all: takes dist/.gitkeep too, so that the program builds before the page does.
//
//go:embed all:dist
var files embed.FS

// Page is a page as it was built, with its files.
type Page struct{ fs.FS }

// Embedded is the page that this program carries.
func Embedded() Page {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // "dist" is a constant that fs.Sub accepts
	}
	return Page{dist}
}

// Built tells whether there is a page.
func (p Page) Built() bool {
	_, err := fs.Stat(p, "index.html")
	return err == nil
}

// Lacks tells whether an address is that of a file which a page of another version has.
func (p Page) Lacks(address string) bool {
	name := nameOf(address)
	_, err := fs.Stat(p, name)
	return err != nil && isAsset(name)
}

func nameOf(address string) string { return strings.TrimPrefix(path.Clean(address), "/") }
func isAsset(name string) bool     { return strings.HasPrefix(name, "assets/") }

// pages are the addresses at which the page itself answers; src/lib/route knows the same.
var pages = regexp.MustCompile(`^/(r/[A-Za-z0-9_-]{1,64}(/minutes)?/?)?$`)

const notBuilt = "The page is not in this build of the program. Run `make build`.\n"

// ServeHTTP serves the page: files with a hash in their name for ever, the page
// itself for every address it knows, and a 404 with the page for any other.
func (p Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch name := nameOf(r.URL.Path); {
	case isAsset(name):
		if !send(w, r, p, name, http.StatusOK, "public, max-age=31536000, immutable") {
			http.Error(w, "This file belongs to another version of the page. Load the page again.", http.StatusNotFound)
		}
	case pages.MatchString(r.URL.Path):
		sendPage(w, r, p, http.StatusOK)
	default:
		sendPage(w, r, p, http.StatusNotFound)
	}
}

// sendPage lets nobody keep a page: it names its files by hash, so an old page
// after an update would ask for files that are gone.
func sendPage(w http.ResponseWriter, r *http.Request, dist fs.FS, status int) {
	if !send(w, r, dist, "index.html", status, "no-store") {
		http.Error(w, notBuilt, http.StatusServiceUnavailable)
	}
}

// codings in the order we like them; the build wrote each beside the file.
var codings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}, {"", ""}}

// send answers with a file in the best coding the browser takes, and tells
// whether there is such a file.
func send(w http.ResponseWriter, r *http.Request, dist fs.FS, name string, status int, cache string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	for _, coding := range codings {
		if coding.name != "" && !accepts(r.Header.Get("Accept-Encoding"), coding.name) {
			continue
		}
		body, err := fs.ReadFile(dist, name+coding.suffix)
		if err != nil {
			continue
		}
		h := w.Header()
		h.Set("Content-Type", mediaType(name))
		h.Set("Cache-Control", cache)
		h.Add("Vary", "Accept-Encoding")
		if coding.name != "" {
			h.Set("Content-Encoding", coding.name)
		}
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(body) // a browser that went away is no fault of ours
		}
		return true
	}
	return false
}

// accepts reads Accept-Encoding (RFC 9110, 12.5.3) as far as browsers use it.
func accepts(header, coding string) bool {
	for item := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(item), ";")
		if strings.EqualFold(strings.TrimSpace(name), coding) {
			return !strings.HasPrefix(strings.ReplaceAll(weight, " ", ""), "q=0") || strings.Contains(weight, "q=0.")
		}
	}
	return false
}

// mediaType does not ask the machine's own table, which may lack a type or have
// a wrong one.
func mediaType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".woff2":
		return "font/woff2"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	default:
		return mime.TypeByExtension(ext)
	}
}
