package static

import (
	"net/http/httptest"
	"testing"
	"testing/fstest"
)

var built = fstest.MapFS{
	"index.html":           {Data: []byte("page")},
	"index.html.br":        {Data: []byte("page, brotli")},
	"index.html.gz":        {Data: []byte("page, gzip")},
	"assets/a-1234.js":     {Data: []byte("script")},
	"assets/a-1234.js.gz":  {Data: []byte("script, gzip")},
	"assets/f-1234.woff2":  {Data: []byte("font")},
	".vite/manifest.json":  {Data: []byte("{}")},
	"assets/s-1234.css.br": {Data: []byte("style, brotli")},
	"assets/s-1234.css":    {Data: []byte("style")},
}

// keep tells what a browser may keep: what has a hash in its name, for ever; a page, not at all.
var keep = map[bool]string{true: "public, max-age=31536000, immutable", false: "no-store"}

func TestServesThePage(t *testing.T) {
	for _, c := range []struct {
		path, accept         string
		status               int
		body, coding, medium string
		forEver              bool
	}{
		{"/", "", 200, "page", "", "text/html; charset=utf-8", false},
		{"/", "gzip, deflate, br", 200, "page, brotli", "br", "text/html; charset=utf-8", false},
		{"/", "gzip", 200, "page, gzip", "gzip", "text/html; charset=utf-8", false},
		{"/", "br;q=0, gzip;q=0.5", 200, "page, gzip", "gzip", "text/html; charset=utf-8", false},
		{"/r/4b0f6f0e-1c1c", "", 200, "page", "", "text/html; charset=utf-8", false},
		{"/r/4b0f6f0e-1c1c/minutes", "", 200, "page", "", "text/html; charset=utf-8", false},
		{"/assets/a-1234.js", "gzip, br", 200, "script, gzip", "gzip", "text/javascript; charset=utf-8", true},
		{"/assets/s-1234.css", "br", 200, "style, brotli", "br", "text/css; charset=utf-8", true},
		{"/assets/f-1234.woff2", "br", 200, "font", "", "font/woff2", true},
		{"/assets/gone.js", "", 404, "", "", "text/plain; charset=utf-8", false},
		{"/assets/", "", 404, "page", "", "text/html; charset=utf-8", false},
		{"/nowhere", "", 404, "page", "", "text/html; charset=utf-8", false},
		{"/r/", "", 404, "page", "", "text/html; charset=utf-8", false},
		{"/.vite/manifest.json", "", 404, "page", "", "text/html; charset=utf-8", false},
		{"/../static.go", "", 404, "page", "", "text/html; charset=utf-8", false},
	} {
		r := httptest.NewRequest("GET", "http://rondo.test/", nil)
		r.URL.Path = c.path
		r.Header.Set("Accept-Encoding", c.accept)
		w := httptest.NewRecorder()
		Page{built}.ServeHTTP(w, r)
		got := w.Result().Header
		if w.Code != c.status || c.body != "" && w.Body.String() != c.body ||
			got.Get("Content-Encoding") != c.coding || got.Get("Content-Type") != c.medium ||
			c.status == 200 && got.Get("Cache-Control") != keep[c.forEver] {
			t.Errorf("GET %s, Accept-Encoding %q: %d %q, %v", c.path, c.accept, w.Code, w.Body, got)
		}
	}
}

func TestAnswersHeadWithoutBody(t *testing.T) {
	w := httptest.NewRecorder()
	Page{built}.ServeHTTP(w, httptest.NewRequest("HEAD", "/", nil))
	if w.Code != 200 || w.Body.Len() != 0 {
		t.Errorf("HEAD /: %d with %d bytes", w.Code, w.Body.Len())
	}
}

func TestSaysWhenThePageIsMissing(t *testing.T) {
	w := httptest.NewRecorder()
	Page{fstest.MapFS{}}.ServeHTTP(w, httptest.NewRequest("GET", "/r/x", nil))
	if w.Code != 503 || w.Body.String() != notBuilt+"\n" {
		t.Errorf("GET /r/x before the page is built: %d %q", w.Code, w.Body)
	}
}

func TestLacksWhatAnotherVersionHas(t *testing.T) {
	for address, lacks := range map[string]bool{
		"/assets/a-1234.js": false, "/assets/gone.js": true, "/assets/../index.html": false, "/": false, "/r/x": false, "/nowhere.js": false, "/assets/..%2f": true,
	} {
		if got := (Page{built}).Lacks(address); got != lacks {
			t.Errorf("%s: %v", address, got)
		}
	}
}
