package document

import "testing"

func TestForeignFindsWhatATypeHasNoFieldFor(t *testing.T) {
	type inner struct {
		Name string `json:"name"`
	}
	type common struct {
		Kind string `json:"kind"`
	}
	type outer struct {
		common
		Things Map[string, inner] `json:"things"`
		Words  List[string]       `json:"words"`
		One    inner              `json:"one"`
	}
	for content, want := range map[string]string{
		`{"kind":"a","things":{"x":{"name":"n"}},"words":["a"],"one":{"name":"n"}}`: "",
		`{"things":{"x":{"old":{"a":1}}}}`:                                          "",
		`{"old":1}`:                                                                 "/old",
		`{}`:                                                                        "",
		`{"more":1}`:                                                                "/more",
		`{"Kind":"a"}`:                                                              "/Kind",
		`{"things":{"x":{"name":"n","z":1}}}`:                                       "/things/*/z",
		`{"one":{"name":"n","z":null}}`:                                             "/one/z",
	} {
		tree, err := ParseTree([]byte(content))
		if err != nil {
			t.Fatal(err)
		}
		if got := Foreign(&outer{}, tree, []string{"/things/*/old"}); got != want {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
}
