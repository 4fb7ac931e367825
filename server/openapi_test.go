package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
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
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route},
		Status:                 got.StatusCode, Header: got.Header, Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	input.SetBodyBytes(got.body)
	if err := openapi3filter.ValidateResponse(t.Context(), input); err != nil {
		t.Errorf("%s %s answers what openapi.yaml does not say: %v\n%s", req.Method, req.URL.Path, err, got.body)
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
