package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	cmtypes "github.com/cilium/cilium/pkg/clustermesh/types"
	"github.com/cilium/cilium/pkg/fqdn"
	"github.com/cilium/cilium/pkg/fqdn/dns"
	"github.com/cilium/cilium/pkg/fqdn/namemanager"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/identity/identitymanager"
	"github.com/cilium/cilium/pkg/ipcache"
	ipcachetypes "github.com/cilium/cilium/pkg/ipcache/types"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/source"
	testidentity "github.com/cilium/cilium/pkg/testutils/identity"
)

// An address of the world and the names that DNS answers with it.
type address struct {
	ID      string     `json:"id"`
	Address netip.Addr `json:"address"`
	Names   []string   `json:"names"`
}

// outside says which identity Cilium gives to addresses: its own name manager hears the answers of DNS, its own IP cache
// holds what follows from them and from the blocks that policies name, and the longest prefix counts.
type outside struct {
	cache     *ipcache.IPCache
	allocator *testidentity.MockIdentityAllocator
	names     namemanager.NameManager
}

// toSelectors tells the selector cache of identities that the IP cache allocates.
type toSelectors struct{ repository policy.PolicyRepository }

func (t toSelectors) UpdateIdentities(added, deleted identity.IdentityMap) <-chan struct{} {
	t.repository.GetSelectorCache().UpdateIdentities(added, deleted, &sync.WaitGroup{})
	done := make(chan struct{})
	close(done)
	return done
}

func newOutside(ctx context.Context, log *slog.Logger, repository policy.PolicyRepository) *outside {
	allocator := testidentity.NewMockIdentityAllocator(nil)
	cache := ipcache.NewIPCache(&ipcache.Configuration{
		Context:           ctx,
		Logger:            log,
		IdentityAllocator: allocator,
		IdentityUpdater:   toSelectors{repository},
	})
	cache.TriggerLabelInjection()
	names := namemanager.New(namemanager.ManagerParams{
		PolicyRepo: repository,
		Logger:     log,
		Config:     namemanager.NameManagerConfig{MinTTL: 1, DNSProxyLockCount: 1, EnableIPv4: true, EnableIPv6: true},
		IPCache:    cache,
	})
	return &outside{cache, allocator, names}
}

// holdBlocks gives the address blocks of a policy identities, as Cilium's importer of policies does.
func (o *outside) holdBlocks(ctx context.Context, resource string, entries types.PolicyEntries) error {
	var updates []ipcache.MU
	for _, prefix := range policy.GetCIDRPrefixes(entries) {
		updates = append(updates, ipcache.MU{
			Prefix:   cmtypes.NewLocalPrefixCluster(prefix),
			Source:   source.CustomResource,
			Resource: ipcachetypes.ResourceID(resource),
			Metadata: []ipcache.IPMetadata{labels.GetCIDRLabels(prefix)},
			IsCIDR:   true,
		})
	}
	if len(updates) == 0 {
		return nil
	}
	return o.cache.WaitForRevision(ctx, o.cache.UpsertMetadataBatch(updates...))
}

// identitiesOf lets DNS answer every name and says who each address is then. Names count only where a policy that is in
// use selects them, so those of all clients are computed first, and kept.
func (o *outside) identitiesOf(ctx context.Context, repository policy.PolicyRepository, manager identitymanager.IDManager, clients []*identity.Identity, asked []address) (map[string]*identity.Identity, error) {
	for _, client := range clients {
		manager.Add(client)
		if _, _, err := repository.ComputeSelectorPolicy(client); err != nil {
			return nil, err
		}
	}
	answers := map[string][]netip.Addr{}
	for _, each := range asked {
		for _, name := range each.Names {
			answers[name] = append(answers[name], each.Address)
		}
	}
	for name, addresses := range answers {
		record := &fqdn.DNSIPRecords{TTL: 60, IPs: addresses}
		if err := <-o.names.UpdateGenerateDNS(ctx, time.Now(), dns.FQDN(name), record); err != nil {
			return nil, fmt.Errorf("answer of DNS for %s: %w", name, err)
		}
	}
	found := map[string]*identity.Identity{}
	for _, each := range asked {
		if known, ok := o.cache.LookupSecIDByIP(each.Address); ok {
			found[each.ID] = o.allocator.LookupIdentityByID(ctx, known.ID)
		} else {
			found[each.ID] = identity.LookupReservedIdentity(identity.GetWorldIdentityFromIP(each.Address))
		}
		if found[each.ID] == nil {
			return nil, fmt.Errorf("%s has no identity", each.ID)
		}
	}
	return found, nil
}
