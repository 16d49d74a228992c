package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/cert-manager/cert-manager/pkg/controller"
	"github.com/cert-manager/cert-manager/pkg/healthz"
	"github.com/cert-manager/cert-manager/pkg/server"
	"golang.org/x/sync/errgroup"
)

const (
	metricsAddress = "0.0.0.0:9402"
	healthzAddress = "0.0.0.0:9403"
	// How long after its Lease has ended a leader still counts as alive.
	healthzTimeout = 20 * time.Second
)

// run serves metrics and liveness at once, and runs the controllers once this process leads.
func run(ctx context.Context, s *settings) error {
	group, ctx := errgroup.WithContext(ctx)
	factory, err := controller.NewContextFactory(ctx, contextOptions(s))
	if err != nil {
		return err
	}
	base, err := factory.Build()
	if err != nil {
		return err
	}
	if err := serveMetrics(ctx, group, base); err != nil {
		return err
	}
	live := healthz.NewServer(healthzTimeout)
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", healthzAddress)
	if err != nil {
		return err
	}
	group.Go(func() error { return live.Start(ctx, listener) })

	leading := make(chan struct{})
	elector, err := electorOf(factory, s.electionNamespace, live.LeaderHealthzAdaptor, func() { close(leading) })
	if err != nil {
		return err
	}
	group.Go(func() error {
		elector.Run(ctx)
		if ctx.Err() == nil {
			return errors.New("this process leads no longer")
		}
		return nil
	})
	select {
	case <-ctx.Done():
		return group.Wait()
	case <-leading:
	}
	if err := startControllers(ctx, group, factory, base); err != nil {
		return err
	}
	return group.Wait()
}

func serveMetrics(ctx context.Context, group *errgroup.Group, base *controller.Context) error {
	objects := base.SharedInformerFactory.Certmanager().V1()
	base.Metrics.SetupACMECollector(base.SharedInformerFactory.Acme().V1().Challenges().Lister())
	base.Metrics.SetupCertificateCollector(objects.Certificates().Lister())
	base.Metrics.SetupIssuerCollector(objects.Issuers().Lister())
	base.Metrics.SetupClusterIssuerCollector(objects.ClusterIssuers().Lister())
	listener, err := server.Listen(ctx, "tcp", metricsAddress)
	if err != nil {
		return err
	}
	serving := base.Metrics.NewServer(listener)
	group.Go(func() error {
		<-ctx.Done()
		stopping, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return serving.Shutdown(stopping)
	})
	group.Go(func() error {
		if err := serving.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	return nil
}
