package main

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/oasdiff/yaml"

	"rondo/rooms"
)

// contract is openapi.yaml, loaded once.
var contract = sync.OnceValues(func() (routers.Router, error) {
	for _, kind := range []string{"text/csv", "text/calendar", "text/markdown", "application/yaml"} {
		openapi3filter.RegisterBodyDecoder(kind, openapi3filter.PlainBodyDecoder)
	}
	doc, err := openapi3.NewLoader().LoadFromData(openAPI)
	if err != nil {
		return nil, err
	}
	if err := doc.Validate(context.Background()); err != nil {
		return nil, err
	}
	return gorillamux.NewRouter(doc)
})

// checkResponse holds a response against openapi.yaml. It is called for every
// response that a test gets; those outside the API only need to be outside it.
func checkResponse(t testing.TB, req *http.Request, got answer) {
	t.Helper()
	router, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	route, params, err := router.FindRoute(req)
	if err != nil {
		if got.StatusCode < 400 && strings.HasPrefix(req.URL.Path, "/api") {
			t.Errorf("openapi.yaml does not know %s %s", req.Method, req.URL.Path)
		}
		return
	}
	asked := &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: hasCookie},
	}
	if got.StatusCode < 300 {
		checkRequest(t, asked)
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: asked,
		Status:                 got.StatusCode, Header: got.Header, Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	input.SetBodyBytes(got.body)
	if err := openapi3filter.ValidateResponse(t.Context(), input); err != nil {
		t.Errorf("%s %s answers what openapi.yaml does not say: %v\n%s", req.Method, req.URL.Path, err, got.body)
	}
}

// checkRequest holds a request that was met against openapi.yaml: what it takes
// for wrong, the server must refuse.
func checkRequest(t testing.TB, asked *openapi3filter.RequestValidationInput) {
	t.Helper()
	if again := asked.Request.GetBody; again != nil {
		body, err := again()
		if err != nil {
			t.Fatal(err)
		}
		asked.Request.Body = body
	}
	if err := openapi3filter.ValidateRequest(t.Context(), asked); err != nil {
		t.Errorf("the server meets what openapi.yaml refuses: %v", err)
	}
}

// hasCookie is met by a request with the cookie that a security scheme names.
func hasCookie(_ context.Context, in *openapi3filter.AuthenticationInput) error {
	_, err := in.RequestValidationInput.Request.Cookie(in.SecurityScheme.Name)
	return err
}

func TestOpenAPIExplainsEverything(t *testing.T) {
	var doc any
	if _, err := yaml.Unmarshal(openAPI, &doc, yaml.DecodeOpts{}); err != nil {
		t.Fatal(err)
	}
	if n := explained(t, "", doc); n < 120 {
		t.Errorf("only %d things need a description", n)
	}
}

// needsWords are the places in an OpenAPI file that need a description.
var needsWords = regexp.MustCompile(`^/(paths/[^/]+|info)$|/(get|post|delete|head|requestBody)$` +
	`|/(parameters|headers|responses|properties|schemas|securitySchemes|tags|servers)/[^/]+$`)

// explained names every place from here on that needs a description and has none,
// and returns how many need one.
func explained(t *testing.T, at string, node any) (n int) {
	t.Helper()
	switch node := node.(type) {
	case map[string]any:
		if needsWords.MatchString(at) && node["$ref"] == nil {
			n++
			if said, _ := node["description"].(string); said == "" {
				t.Errorf("openapi.yaml: %s has no description", at)
			}
		}
		for name, value := range node {
			n += explained(t, at+"/"+strings.ReplaceAll(name, "/", "~1"), value)
		}
	case []any:
		for i, value := range node {
			n += explained(t, fmt.Sprintf("%s/%d", at, i), value)
		}
	}
	return n
}

// What the rules say of texts, roles and bots the file says by hand.
func TestOpenAPIHasTheLimitsOfTheRules(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(openAPI)
	if err != nil {
		t.Fatal(err)
	}
	field := func(schema, name string) *openapi3.Schema {
		return doc.Components.Schemas[schema].Value.Properties[name].Value
	}
	for _, c := range []struct {
		of         string
		said, rule any
	}{
		{"a title", *field("NewRoom", "title").MaxLength, uint64(rooms.MaxTitle)},
		{"a name", *field("Knock", "name").MaxLength, uint64(rooms.MaxName)},
		{"a stranger's name", *field("Stranger", "name").MaxLength, uint64(rooms.MaxName)},
		{"a stranger's roles", fmt.Sprint(field("Stranger", "roles").Items.Value.Enum), fmt.Sprint(rooms.Everyone.Names())},
		{"bots", *field("BotsWanted", "n").Max, float64(defaultLimits().botsAtOnce)},
		{"roles", fmt.Sprint(field("Knock", "roles").Items.Value.Enum), fmt.Sprint(rooms.Everyone.Names())},
	} {
		if c.said != c.rule {
			t.Errorf("openapi.yaml says %v of %s, the server %v", c.said, c.of, c.rule)
		}
	}
}

func TestOpenAPINamesEveryRoute(t *testing.T) {
	w := realWorld(t)
	doc, err := openapi3.NewLoader().LoadFromData(openAPI)
	if err != nil {
		t.Fatal(err)
	}
	var said, have []string
	for path, item := range doc.Paths.Map() {
		for method := range item.Operations() {
			said = append(said, method+" "+path)
		}
	}
	have = append(have, "GET /livez", "HEAD /livez", "GET /readyz", "HEAD /readyz")
	for _, rt := range w.s.api() {
		for _, m := range methods(rt.method) {
			have = append(have, m+" /api"+rt.path)
		}
	}
	slices.Sort(said)
	slices.Sort(have)
	if !slices.Equal(said, have) {
		t.Errorf("openapi.yaml says\n%s\nthe server has\n%s", strings.Join(said, "\n"), strings.Join(have, "\n"))
	}
}

func TestOpenAPIIsServed(t *testing.T) {
	got := realWorld(t).browser().get("/api/openapi.yaml").must(t, 200)
	if string(got.body) != string(openAPI) {
		t.Error("it is another file")
	}
}
