// Command cilium asks Cilium's own policy engine which flows pass.
//
// Standard input, one JSON document: {"namespaces": {"data": {"label": "value"}}, "pods": [{"id", "namespace",
// "labels"}], "policies": [NetworkPolicy | CiliumNetworkPolicy | CiliumClusterwideNetworkPolicy, ...], "flows": [{"from",
// "to", "port", "protocol"}], "addresses": [{"id", "address", "names"}], "families": ["ipv4", "ipv6"]}. "from" and "to"
// are ids of pods or "reserved:world", "reserved:kube-apiserver", "reserved:host", "reserved:remote-node",
// "reserved:ingress"; "to" may be the id of an address, with which DNS answered for its names before anybody connects.
// Standard output: one line a flow, {"from", "to", "port", "protocol", "allowed", "leaves", "requests"}; "requests" are
// those that Envoy lets through, "*" for all, null where it is not passed. Exit code 2 when a policy cannot be parsed.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math"
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/cilium/cilium/pkg/crypto/certificatemanager"
	"github.com/cilium/cilium/pkg/endpoint/regeneration"
	envoypolicy "github.com/cilium/cilium/pkg/envoy/policy"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/identity/identitymanager"
	"github.com/cilium/cilium/pkg/k8s"
	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	slim "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
	"github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/policy/utils"
	testpolicy "github.com/cilium/cilium/pkg/testutils/policy"
	"github.com/cilium/cilium/pkg/u8proto"
)

const cluster = "default"

type pod struct {
	ID        string            `json:"id"`
	Namespace string            `json:"namespace"`
	Labels    map[string]string `json:"labels"`
}

type flow struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Port     uint16 `json:"port"`
	Protocol string `json:"protocol"`
}

type verdict struct {
	flow
	Allowed bool `json:"allowed"`
	// Leaves says that the client's policies let it out, whatever those of the server say.
	Leaves bool `json:"leaves"`
	// Requests is nil where Envoy is not passed.
	Requests []string `json:"requests"`
}

type question struct {
	Namespaces map[string]map[string]string `json:"namespaces"`
	Pods       []pod                        `json:"pods"`
	Policies   []json.RawMessage            `json:"policies"`
	Flows      []flow                       `json:"flows"`
	// Addresses of the world, each with an identity that follows from names and blocks.
	Addresses []address `json:"addresses"`
	// Families of addresses that the cluster has; both where none is named.
	Families []string `json:"families"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(in io.Reader, out io.Writer) error {
	var asked question
	if err := strict(in, &asked); err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	if len(asked.Families) > 0 {
		option.Config.EnableIPv4 = slices.Contains(asked.Families, "ipv4")
		option.Config.EnableIPv6 = slices.Contains(asked.Families, "ipv6")
	}
	api.InitEntities(cluster)
	policy.SetPolicyEnabled("default")

	identities := identitiesOf(asked)
	known := identity.IdentityMap{}
	for _, each := range identities {
		known[each.ID] = each.LabelArray
	}
	manager := identitymanager.NewIDManager(log)
	// No rule of ours names a Secret, so it never asks for one.
	translator := envoypolicy.NewEnvoyL7RulesTranslator(log, certificatemanager.NewMockSecretManagerNotFound())
	repository := policy.NewPolicyRepository(log, known, nil, translator, manager, testpolicy.NewPolicyMetricsNoop())
	ctx := context.Background()
	world := newOutside(ctx, log, repository)
	manager.Subscribe(testpolicy.SelectorCacheObserver{Cache: repository.GetSubjectSelectorCache()})
	for i, each := range asked.Policies {
		entries, err := parse(log, each)
		if err != nil {
			return err
		}
		if err := world.holdBlocks(ctx, fmt.Sprintf("cnp/default/%d", i), entries); err != nil {
			return err
		}
		repository.MustAddPolicyEntries(entries)
	}

	if len(asked.Addresses) > 0 {
		addresses, err := world.identitiesOf(ctx, repository, manager, clientsOf(asked, identities), asked.Addresses)
		if err != nil {
			return err
		}
		maps.Copy(identities, addresses)
	}

	encoder := json.NewEncoder(out)
	isPod := map[string]bool{}
	for _, each := range asked.Pods {
		isPod[each.ID] = true
	}
	for _, each := range asked.Flows {
		from, to := identities[each.From], identities[each.To]
		if from == nil || to == nil {
			return fmt.Errorf("flow from %q to %q: no such pod or reserved identity", each.From, each.To)
		}
		protocol, err := u8proto.ParseProtocol(each.Protocol)
		if err != nil {
			return err
		}
		result, _, _, err := policy.LookupFlow(log, repository, manager, types.Flow{From: from, To: to, Proto: protocol, Dport: each.Port})
		if err != nil {
			return fmt.Errorf("flow from %q to %q: %w", each.From, each.To, err)
		}
		var requests []string
		if result.Allowed() && isPod[each.To] {
			if requests, err = requestsOf(log, repository, manager, from, to, protocol, each.Port); err != nil {
				return fmt.Errorf("flow from %q to %q: %w", each.From, each.To, err)
			}
		}
		if err := encoder.Encode(verdict{each, result.Allowed(), result.Egress == types.DecisionAllowed, requests}); err != nil {
			return err
		}
	}
	return nil
}

// clientsOf lists, once each, who opens a connection.
func clientsOf(asked question, identities map[string]*identity.Identity) []*identity.Identity {
	seen := map[string]bool{}
	var clients []*identity.Identity
	for _, each := range asked.Flows {
		if client := identities[each.From]; client != nil && !seen[each.From] {
			seen[each.From] = true
			clients = append(clients, client)
		}
	}
	return clients
}

// requestsOf says which HTTP requests the server's policy lets the client make: nil where the connection does not pass
// Envoy, "*" where some rule lets it in without looking at requests. LookupFlow computes the same and keeps only the
// verdict of layer 4.
func requestsOf(log *slog.Logger, repository policy.PolicyRepository, manager identitymanager.IDManager, from, to *identity.Identity, protocol u8proto.U8proto, port uint16) ([]string, error) {
	manager.Add(from)
	manager.Add(to)
	defer manager.Remove(from)
	defer manager.Remove(to)
	computed, _, err := repository.ComputeSelectorPolicy(to)
	if err != nil {
		return nil, err
	}
	distilled := computed.DistillPolicy(log, owner(to.ID), map[string]uint16{policy.FallbackRedirectID: math.MaxUint16})
	distilled.Ready()
	defer computed.Supersede()
	defer distilled.Detach(log)
	entry, _, found := distilled.Lookup(policy.IngressKey().WithIdentity(from.ID).WithPortProto(protocol, port))
	if !found || entry.ProxyPort == 0 {
		return nil, nil
	}
	var requests []string
	rules := distilled.SelectorPolicy.L4Policy.Ingress.PortRules
	for i := range rules {
		for filter := range rules[i].Filters() {
			if filter.Port != port || filter.U8Proto != protocol {
				continue
			}
			for selector, each := range filter.PerSelectorPolicies {
				if selector.Selects(from.ID) {
					requests = append(requests, asked(each)...)
				}
			}
		}
	}
	sort.Strings(requests)
	return requests, nil
}

func asked(rules *policy.PerSelectorPolicy) []string {
	if rules == nil || len(rules.HTTP) == 0 {
		return []string{"*"}
	}
	var requests []string
	for _, rule := range rules.HTTP {
		if rule.Method == "" && rule.Path == "" {
			requests = append(requests, "*")
		} else {
			requests = append(requests, rule.Method+" "+rule.Path)
		}
	}
	return requests
}

// owner is the least of an endpoint that a policy is computed for.
type owner identity.NumericIdentity

func (o owner) GetID() uint64                                    { return uint64(o) }
func (owner) GetIngressNamedPort(string, u8proto.U8proto) uint16 { return 0 }
func (owner) PolicyDebug(string, ...any)                         {}
func (owner) IsHost() bool                                       { return false }
func (owner) PreviousMapStateSizes() policy.MapStateSizes        { return policy.MapStateSizes{} }
func (owner) RegenerateIfAlive(*regeneration.ExternalRegenerationMetadata) <-chan bool {
	done := make(chan bool)
	close(done)
	return done
}

// identitiesOf gives each pod an identity of its own, as pods with the same labels share one anyway.
func identitiesOf(asked question) map[string]*identity.Identity {
	found := map[string]*identity.Identity{}
	for _, name := range []string{"world", "world-ipv4", "world-ipv6", "kube-apiserver", "host", "remote-node", "ingress", "health"} {
		found["reserved:"+name] = identity.LookupReservedIdentity(identity.GetReservedID(name))
	}
	for i, each := range asked.Pods {
		array := labels.LabelArray{}
		add := func(key, value string) { array = append(array, labels.NewLabel(key, value, labels.LabelSourceK8s)) }
		for key, value := range each.Labels {
			add(key, value)
		}
		add("io.kubernetes.pod.namespace", each.Namespace)
		add("io.cilium.k8s.policy.cluster", cluster)
		for key, value := range asked.Namespaces[each.Namespace] {
			add("io.cilium.k8s.namespace.labels."+key, value)
		}
		add("io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name", each.Namespace)
		sort.Slice(array, func(a, b int) bool { return array[a].Key < array[b].Key })
		found[each.ID] = identity.NewIdentityFromLabelArray(identity.NumericIdentity(1001+i), array)
	}
	return found
}

func strict(in io.Reader, into any) error {
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func parse(log *slog.Logger, raw json.RawMessage) (types.PolicyEntries, error) {
	var head struct {
		Kind     string
		Metadata struct{ Name, Namespace string }
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return nil, err
	}
	named := func(err error) error {
		return fmt.Errorf("%s %s/%s: %w", head.Kind, head.Metadata.Namespace, head.Metadata.Name, err)
	}
	switch {
	case head.Kind == "NetworkPolicy":
		object := &slim.NetworkPolicy{}
		if err := json.Unmarshal(raw, object); err != nil { // the slim type leaves out fields on purpose
			return nil, named(err)
		}
		entries, err := k8s.ParseNetworkPolicy(log, cluster, object)
		if err != nil {
			return nil, named(err)
		}
		return entries, nil
	case strings.HasPrefix(head.Kind, "Cilium"):
		rules, err := parseCilium(log, head.Kind, raw)
		if err != nil {
			return nil, named(err)
		}
		return utils.RulesToPolicyEntries(rules), nil
	}
	return nil, named(fmt.Errorf("not a kind of policy that this judge knows"))
}

func parseCilium(log *slog.Logger, kind string, raw json.RawMessage) (api.Rules, error) {
	if kind == "CiliumClusterwideNetworkPolicy" {
		object := &v2.CiliumClusterwideNetworkPolicy{}
		if err := strict(bytes.NewReader(raw), object); err != nil {
			return nil, err
		}
		return object.Parse(log, cluster)
	}
	object := &v2.CiliumNetworkPolicy{}
	if err := strict(bytes.NewReader(raw), object); err != nil {
		return nil, err
	}
	return object.Parse(log, cluster)
}
