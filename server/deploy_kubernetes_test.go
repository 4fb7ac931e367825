package main

import (
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What our manifests have of Kubernetes' kinds, and nothing else.
type (
	labels   map[string]string
	metadata struct {
		Name        string
		Labels      labels
		Annotations labels
	}
	selector struct{ MatchLabels labels }
	named    struct {
		Name          string
		ContainerPort int
	}
	probe struct {
		HTTPGet                         struct{ Path, Port string }
		Exec                            struct{ Command []string }
		PeriodSeconds, FailureThreshold int
	}
	container struct {
		Name, Image                   string
		Args                          []string
		Env                           []struct{ Name, Value string }
		Ports                         []named
		LivenessProbe, ReadinessProbe probe
		Resources                     struct{ Requests, Limits labels }
		SecurityContext               struct {
			AllowPrivilegeEscalation, ReadOnlyRootFilesystem *bool
			Capabilities                                     struct{ Drop []string }
		}
		VolumeMounts []struct {
			Name, MountPath string
			ReadOnly        bool
		}
	}
	pod struct {
		Metadata metadata
		Spec     struct {
			AutomountServiceAccountToken, EnableServiceLinks *bool
			TerminationGracePeriodSeconds                    int
			SecurityContext                                  struct {
				RunAsNonRoot                   bool
				RunAsUser, RunAsGroup, FSGroup int
				SeccompProfile                 struct{ Type string }
			}
			TopologySpreadConstraints []struct {
				MaxSkew                        int
				TopologyKey, WhenUnsatisfiable string
				LabelSelector                  selector
			}
			Containers []container
			Volumes    []struct {
				Name   string
				Secret struct {
					SecretName  string
					DefaultMode int
				}
			}
		}
	}
	servicePort struct {
		Name       string
		Port       int
		TargetPort string
	}
	peers struct {
		PodSelector, NamespaceSelector selector
	}
	rule struct {
		From, To []peers
		Ports    []struct {
			Protocol string
			Port     int
		}
	}
	claim struct {
		Metadata metadata
		Spec     struct {
			AccessModes []string
			Resources   struct{ Requests labels }
		}
	}
	manifest struct {
		APIVersion, Kind string
		Metadata         metadata
		Spec             struct {
			Replicas, MinReadySeconds int
			ServiceName, ClusterIP    string
			Selector                  any
			Strategy                  struct {
				Type          string
				RollingUpdate struct{ MaxUnavailable, MaxSurge int }
			}
			Template             pod
			Ports                []servicePort
			MaxUnavailable       int
			VolumeClaimTemplates []claim
			IngressClassName     string
			TLS                  []struct {
				Hosts      []string
				SecretName string
			}
			Rules []struct {
				Host string
				HTTP struct {
					Paths []struct {
						Path, PathType string
						Backend        struct {
							Service struct {
								Name string
								Port struct{ Name string }
							}
						}
					}
				}
			}
			PodSelector     selector
			PolicyTypes     []string
			Ingress, Egress []rule
		}
	}
	kustomization struct {
		APIVersion, Kind, Namespace string
		Resources                   []string
		Images                      []struct{ Name, NewName, NewTag string }
		SecretGenerator             []struct {
			Name  string
			Files []string
		}
	}
)

const manifests = "deploy/kubernetes"

// readManifests reads what the kustomization names, which is all that there is, by kind and name.
func readManifests(t *testing.T) (k kustomization, all map[string]manifest) {
	t.Helper()
	strictly(t, "kustomization", deployed(t, manifests+"/kustomization.yaml"), &k)
	there, err := filepath.Glob("../" + manifests + "/*.yaml")
	if err != nil || len(there) != len(k.Resources)+1 {
		t.Errorf("%q are there, and %q named: %v", there, k.Resources, err)
	}
	all = map[string]manifest{}
	for _, file := range k.Resources {
		for _, text := range strings.Split(deployed(t, path.Join(manifests, file)), "\n---\n") {
			var m manifest
			strictly(t, file, text, &m)
			all[m.Kind+" "+m.Metadata.Name] = m
		}
	}
	return k, all
}

// The nodes are started with what the program takes, probed where it answers, killed when it
// has drained, and may do no more than they must.
func TestKubernetesNodes(t *testing.T) {
	k, all := readManifests(t)
	deployment := all["Deployment rondo"]
	spec := deployment.Spec.Template.Spec
	node := spec.Containers[0]
	env, ports := map[string]string{}, []string{}
	for _, v := range node.Env {
		env[v.Name] = v.Value
	}
	for _, p := range node.Ports {
		ports = append(ports, strconv.Itoa(p.ContainerPort))
	}
	cfg := nodeSettings(t, "the deployment", env, ports)
	graceful(t, "a node", cfg, time.Duration(spec.TerminationGracePeriodSeconds)*time.Second)
	if spec.Containers[0].Image != k.Images[0].Name {
		t.Errorf("the image is %s", node.Image)
	}
	if node.LivenessProbe.HTTPGet.Path != "/livez" || node.ReadinessProbe.HTTPGet.Path != "/readyz" {
		t.Error("the probes ask elsewhere")
	}
	// One that is not ready is found out before it refuses anybody.
	if heard := node.ReadinessProbe.PeriodSeconds * node.ReadinessProbe.FailureThreshold; cfg.drainDelay < 2*time.Duration(heard)*time.Second {
		t.Errorf("the drain begins after %v, and is heard of after %d s", cfg.drainDelay, heard)
	}
	for _, probe := range []probe{node.LivenessProbe, node.ReadinessProbe} {
		if !slices.ContainsFunc(node.Ports, func(p named) bool { return p.Name == probe.HTTPGet.Port }) {
			t.Errorf("no port is called %s", probe.HTTPGet.Port)
		}
	}
	secret, mount, volume := k.SecretGenerator[0], node.VolumeMounts[0], spec.Volumes[0]
	if cfg.clusterSecret != path.Join(mount.MountPath, secret.Files[0]) || mount.Name != volume.Name || volume.Secret.SecretName != secret.Name || volume.Secret.DefaultMode != 0o440 {
		t.Errorf("the secret is %s, %+v, %+v, %+v", cfg.clusterSecret, mount, volume, secret)
	}
	at, _ := url.Parse(cfg.redis)
	if service := all["Service "+at.Hostname()]; len(service.Spec.Ports) != 1 || at.Port() != strconv.Itoa(service.Spec.Ports[0].Port) {
		t.Errorf("its Redis is %s", cfg.redis)
	}
	if rolls := deployment.Spec.Strategy.RollingUpdate; deployment.Spec.Replicas < 2 || rolls.MaxUnavailable != 0 || rolls.MaxSurge == 0 {
		t.Errorf("an upgrade leaves too few: %+v", deployment.Spec)
	}
	if ingress := all["Ingress rondo"].Spec; ingress.Rules[0].Host != cfg.publicURL.Host || !slices.Equal(ingress.TLS[0].Hosts, []string{cfg.publicURL.Host}) {
		t.Errorf("the ingress is for %+v", ingress)
	}
	if off := all["Ingress rondo"].Metadata.Annotations["nginx.ingress.kubernetes.io/enable-access-log"]; off != "false" {
		t.Error("the ingress logs connections")
	}
}

// Whatever selects something selects something that is there, by a port that it has.
func TestKubernetesNamesMeet(t *testing.T) {
	_, all := readManifests(t)
	for _, kind := range []string{"Deployment rondo", "StatefulSet redis"} {
		of := all[kind]
		_, app, _ := strings.Cut(kind, " ")
		want := labels{"app": app}
		if got := of.Spec.Template.Metadata.Labels; !reflect.DeepEqual(got, want) || !selects(of.Spec.Selector, want) {
			t.Errorf("%s selects %v, and its pods are %v", kind, of.Spec.Selector, got)
		}
		var numbers []int
		for _, p := range of.Spec.Template.Spec.Containers[0].Ports {
			numbers = append(numbers, p.ContainerPort)
		}
		for _, p := range all["Service "+app].Spec.Ports {
			if !slices.ContainsFunc(of.Spec.Template.Spec.Containers[0].Ports, func(n named) bool { return n.Name == p.TargetPort }) {
				t.Errorf("the service of %s sends to %s", app, p.TargetPort)
			}
		}
		if !reflect.DeepEqual(all["Service "+app].Spec.Selector, map[string]any{"app": app}) {
			t.Errorf("the service selects %v", all["Service "+app].Spec.Selector)
		}
		policy := all["NetworkPolicy "+app].Spec
		if !reflect.DeepEqual(policy.PodSelector.MatchLabels, want) || !slices.Equal(policy.PolicyTypes, []string{"Ingress", "Egress"}) {
			t.Errorf("the network policy of %s is for %+v", app, policy)
		}
		for _, in := range policy.Ingress {
			if len(in.From) == 0 || len(in.Ports) == 0 || !slices.Contains(numbers, in.Ports[0].Port) {
				t.Errorf("%s lets in %+v", app, in)
			}
		}
		locked(t, kind, of.Spec.Template)
	}
	if to := all["NetworkPolicy rondo"].Spec.Egress[0]; to.To[0].PodSelector.MatchLabels["app"] != "redis" || to.Ports[0].Port != all["Service redis"].Spec.Ports[0].Port {
		t.Errorf("nodes may go to %+v", to)
	}
	if !selects(all["PodDisruptionBudget rondo"].Spec.Selector, labels{"app": "rondo"}) || all["PodDisruptionBudget rondo"].Spec.MaxUnavailable != 1 {
		t.Error("the disruption budget is for nobody")
	}
	back := all["Ingress rondo"].Spec.Rules[0].HTTP.Paths[0].Backend.Service
	if service := all["Service "+back.Name]; len(service.Spec.Ports) == 0 || service.Spec.Ports[0].Name != back.Port.Name {
		t.Errorf("the ingress sends to %+v", back)
	}
	redis := all["StatefulSet redis"].Spec
	if c := redis.Template.Spec.Containers[0]; c.VolumeMounts[0].Name != redis.VolumeClaimTemplates[0].Metadata.Name || c.VolumeMounts[0].MountPath != "/data" || redis.ServiceName != "redis" {
		t.Errorf("Redis keeps nothing: %+v", redis)
	}
	suitable(t, "the stateful set", redis.Template.Spec.Containers[0].Args)
}

func selects(got any, want labels) bool {
	of, _ := got.(map[string]any)
	match, _ := of["matchLabels"].(map[string]any)
	return len(match) == len(want) && match["app"] == want["app"]
}

// locked wants a pod that is nobody, writes nothing and may nothing.
func locked(t *testing.T, name string, p pod) {
	t.Helper()
	s, c := p.Spec.SecurityContext, p.Spec.Containers[0].SecurityContext
	off := func(b *bool) bool { return b != nil && !*b }
	if !s.RunAsNonRoot || s.RunAsUser == 0 || s.FSGroup == 0 || s.SeccompProfile.Type != "RuntimeDefault" || !off(p.Spec.AutomountServiceAccountToken) || !off(p.Spec.EnableServiceLinks) {
		t.Errorf("%s: %+v", name, p.Spec)
	}
	if !off(c.AllowPrivilegeEscalation) || c.ReadOnlyRootFilesystem == nil || !*c.ReadOnlyRootFilesystem || !slices.Equal(c.Capabilities.Drop, []string{"ALL"}) {
		t.Errorf("%s: %+v", name, c)
	}
}

// kubectl builds it, and gives the secret's name a hash that the deployment follows.
func TestKustomizationBuilds(t *testing.T) {
	program, err := exec.LookPath("kubectl")
	if err != nil {
		t.Skipf("kubectl is not installed here (%v): the manifests are only read", err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../"+manifests)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "secret"), clusterSecret, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), program, "kustomize", dir).CombinedOutput()
	if err != nil || strings.Count(string(out), "namespace: rondo\n") != 9 || strings.Contains(string(out), "secretName: rondo\n") || !strings.Contains(string(out), "image: registry.example/rondo:latest") {
		t.Errorf("%v: %s", err, out)
	}
}
