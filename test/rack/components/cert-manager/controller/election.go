package main

import (
	"context"
	"os"
	"time"

	"github.com/cert-manager/cert-manager/pkg/controller"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

// electorOf competes for the Lease by which two controllers tell who of them works; the chart's Role names it. Durations
// are cert-manager's own.
func electorOf(factory *controller.ContextFactory, namespace string, watchdog *leaderelection.HealthzAdaptor, onLeading func()) (*leaderelection.LeaderElector, error) {
	own, err := factory.Build("leader-election")
	if err != nil {
		return nil, err
	}
	host, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	lock, err := resourcelock.New(
		resourcelock.LeasesResourceLock,
		namespace,
		"cert-manager-controller",
		own.Client.CoreV1(),
		own.Client.CoordinationV1(),
		resourcelock.ResourceLockConfig{Identity: host + "-external-cert-manager-controller", EventRecorder: own.Recorder},
	)
	if err != nil {
		return nil, err
	}
	return leaderelection.NewLeaderElector(leaderelection.LeaderElectionConfig{
		Lock:            lock,
		LeaseDuration:   60 * time.Second,
		RenewDeadline:   40 * time.Second,
		RetryPeriod:     15 * time.Second,
		ReleaseOnCancel: true,
		WatchDog:        watchdog,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(context.Context) { onLeading() },
			OnStoppedLeading: func() {},
		},
	})
}
