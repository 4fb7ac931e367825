package client

import "testing"

func TestLinks(t *testing.T) {
	for _, text := range []string{
		"https://rondo.example/r/0b7e#c2VjcmV0", "http://127.0.0.1:8080/r/x#s", "http://h/sub/path/r/x#phone.once",
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
