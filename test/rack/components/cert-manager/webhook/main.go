// What the image cert-manager-webhook starts: cert-manager's own admission server, with the flags of its own package. Its
// own main lies in a module that no proxy serves.
package main

import (
	"context"

	"github.com/cert-manager/cert-manager/internal/apis/config/webhook/validation"
	"github.com/cert-manager/cert-manager/internal/webhook"
	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/cert-manager/cert-manager/pkg/util/feature"
	"github.com/cert-manager/cert-manager/pkg/webhook/options"
	"github.com/cert-manager/cert-manager/rackwright/program"
	"github.com/spf13/pflag"
)

func main() { program.Run("webhook", start) }

func start(ctx context.Context, args []string) error {
	settings, err := options.NewWebhookConfiguration()
	if err != nil {
		return err
	}
	flags := pflag.NewFlagSet("webhook", pflag.ContinueOnError)
	options.AddConfigFlags(flags, settings)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := feature.DefaultMutableFeatureGate.SetFromMap(settings.FeatureGates); err != nil {
		return err
	}
	if err := validation.ValidateWebhookConfiguration(settings, nil).ToAggregate(); err != nil {
		return err
	}
	if err := logs.ValidateAndApply(&settings.Logging); err != nil {
		return err
	}
	server, err := webhook.NewCertManagerWebhookServer(logs.FromContext(ctx), *settings)
	if err != nil {
		return err
	}
	return server.Run(ctx)
}
