package main

import (
	_ "embed"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"rondo/rooms"
)

//go:embed openapi.yaml
var openAPI []byte

// asyncAPI describes the socket; rooms/wiregen writes it.
//
//go:embed asyncapi.json
var asyncAPI []byte

// roomID is what an id may look like in a path. What does not is not found,
// whether there is such a room or not.
const roomID = "{id:[A-Za-z0-9_-]{1,64}}"

const itemID = "{item:[A-Za-z0-9_-]{1,64}}"

// route is one line of the API. Paths are below /api.
type route struct {
	method, path string
	handle       http.HandlerFunc
}

func (s *server) api() []route {
	return []route{
		{"POST", "/rooms", s.openRoom},
		{"DELETE", "/rooms/{id}", s.removeRoom},
		{"POST", "/rooms/{id}/join", s.joinRoom},
		{"POST", "/rooms/{id}/door", s.readDoor},
		{"POST", "/rooms/{id}/knock", s.knock},
		{"POST", "/rooms/{id}/links", s.makeLink},
		{"POST", "/rooms/{id}/recovery", s.makeRecovery},
		{"GET", "/rooms/{id}/me", s.me},
		{"GET", "/rooms/{id}/doc", s.doc},
		{"GET", "/rooms/{id}/mine.json", s.mine},
		{"GET", "/rooms/{id}/items/{item}", s.item},
		{"GET", "/rooms/{id}/room.json", s.roomFile},
		{"POST", "/files", s.openFile},
		{"POST", "/rooms/{id}/backlog", s.bringBacklog},
		{"GET", "/rooms/{id}/backlog.csv", s.backlogFile("csv", "text/csv; charset=utf-8", backlogCSV)},
		{"GET", "/rooms/{id}/backlog.json", s.backlogFile("json", "application/json", backlogJSON)},
		{"GET", "/rooms/{id}/live", s.live},
		{"GET", "/rooms/{id}/minutes.md", s.minutes(markdownFile)},
		{"GET", "/rooms/{id}/minutes.csv", s.minutes(csvFile)},
		{"GET", "/rooms/{id}/minutes.json", s.minutesJSON},
		{"GET", "/rooms/{id}/minutes.ics", s.due},
		{"GET", "/rooms/{id}/calendar.ics", s.schedule},
		{"POST", "/rooms/{id}/bots", s.bots},
		{"POST", "/rooms/{id}/again", s.again},
		{"GET", "/openapi.yaml", serveFile(openAPI, "application/yaml")},
		{"GET", "/asyncapi.json", serveFile(asyncAPI, "application/json")},
	}
}

// newRoutes lays the routes out. The API is a subrouter with its own 404 and
// 405: otherwise the pages' catch-all would answer for it.
func (s *server) newRoutes() http.Handler {
	router := mux.NewRouter()
	api := router.PathPrefix("/api/").Subrouter()
	for _, rt := range s.api() {
		path := strings.NewReplacer("{id}", roomID, "{item}", itemID).Replace(rt.path)
		api.HandleFunc(path, s.on("/api"+rt.path, rt.handle)).Methods(methods(rt.method)...)
	}
	router.HandleFunc("/livez", s.on("/livez", s.livez)).Methods(methods("GET")...)
	router.HandleFunc("/readyz", s.on("/readyz", s.readyz)).Methods(methods("GET")...)
	router.Handle("/api", s.on("/api", s.notFound))
	router.PathPrefix("/").Handler(s.on("page", s.servePage)).Methods(methods("GET")...)
	// Which of the two handlers mux calls depends on the order of routes (its
	// issues 509 and 751), so both are one that finds out for itself.
	api.NotFoundHandler = s.on("/api", s.missing(pathsOf(api)))
	router.NotFoundHandler = s.on("none", s.missing(pathsOf(router)))
	api.MethodNotAllowedHandler, router.MethodNotAllowedHandler = api.NotFoundHandler, router.NotFoundHandler
	return router
}

// methods adds HEAD to GET, which mux leaves to us.
func methods(m string) []string {
	if m == http.MethodGet {
		return []string{http.MethodGet, http.MethodHead}
	}
	return []string{m}
}

// pathMethods is a path and the methods it takes.
type pathMethods struct {
	path    *regexp.Regexp
	methods []string
}

func pathsOf(router *mux.Router) (paths []pathMethods) {
	_ = router.Walk(func(r *mux.Route, _ *mux.Router, _ []*mux.Route) error {
		path, err := r.GetPathRegexp()
		takes, noMethods := r.GetMethods()
		if err == nil && noMethods == nil {
			paths = append(paths, pathMethods{regexp.MustCompile(path), takes})
		}
		return nil
	})
	return paths
}

// missing answers what no route takes: 405 with the methods that the path does
// take (RFC 9110, 15.5.6), or 404.
func (s *server) missing(paths []pathMethods) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allow []string
		for _, p := range paths {
			if p.path.MatchString(r.URL.Path) {
				allow = append(allow, p.methods...)
			}
		}
		if len(allow) == 0 {
			s.notFound(w, r)
			return
		}
		slices.Sort(allow)
		w.Header().Set("Allow", strings.Join(slices.Compact(allow), ", "))
		s.refuse(w, r, rooms.Refuse("method_not_allowed"))
	}
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, rooms.Refuse("not_found"))
}

func serveFile(file []byte, kind string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(file)
	}
}
