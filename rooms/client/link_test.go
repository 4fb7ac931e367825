package client

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestLinks(t *testing.T) {
	for _, text := range []string{
		"https://rondo.example/r/0b7e#c2VjcmV0", "http://127.0.0.1:8080/r/x#s", "http://h/sub/path/r/x#phone.once",
		"http://h/r/x#back.mine", "http://h/r/x#role.s",
	} {
		link, err := ParseLink(" " + text + "\n")
		if err != nil || link.String() != text {
			t.Errorf("%s became %s, %v", text, link, err)
		}
	}
	for _, text := range []string{"", "x", "https://h/r/#s", "https://h/r/a/b#s", "https://h/r/a", "ftp://h/r/a#s", "https:///r/a#s"} {
		if link, err := ParseLink(text); err == nil {
			t.Errorf("%q was taken as %v", text, link)
		}
	}
}

// What a link's secret is sent to is the server that the link names, and nobody else.
func TestASecretIsNotSentOn(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another server was asked") }))
	defer other.Close()
	named := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer named.Close()
	link, err := ParseLink(named.URL + "/r/x#s3cret")
	if err != nil {
		t.Fatal(err)
	}
	b := NewBrowser(link.Server, named.Client().Transport)
	if _, err := b.Join(t.Context(), link, Guest{Name: "Ann"}); err == nil {
		t.Error("it was let in")
	}
}
