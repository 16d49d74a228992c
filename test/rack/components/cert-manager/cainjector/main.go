// What the image cert-manager-cainjector starts: everything that puts the authority of a Secret or Certificate where an
// annotation asks for it. Its own main lies in a module that no proxy serves. Flags are those that the chart passes.
package main

import (
	"context"

	config "github.com/cert-manager/cert-manager/internal/apis/config/cainjector"
	"github.com/cert-manager/cert-manager/internal/apis/config/cainjector/scheme"
	"github.com/cert-manager/cert-manager/internal/apis/config/cainjector/validation"
	"github.com/cert-manager/cert-manager/pkg/apis/config/cainjector/v1alpha1"
	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/cert-manager/cert-manager/rackwright/program"
	"github.com/spf13/pflag"
)

func main() { program.Run("cainjector", start) }

func start(ctx context.Context, args []string) error {
	settings, err := settingsOf(args)
	if err != nil {
		return err
	}
	if err := logs.ValidateAndApply(&settings.Logging); err != nil {
		return err
	}
	manager, err := managerOf(ctx, settings)
	if err != nil {
		return err
	}
	return manager.Start(ctx)
}

func settingsOf(args []string) (*config.CAInjectorConfiguration, error) {
	known, _, err := scheme.NewSchemeAndCodecs()
	if err != nil {
		return nil, err
	}
	written := &v1alpha1.CAInjectorConfiguration{}
	known.Default(written)
	settings := &config.CAInjectorConfiguration{}
	if err := known.Convert(written, settings, nil); err != nil {
		return nil, err
	}
	flags := pflag.NewFlagSet("cainjector", pflag.ContinueOnError)
	flags.StringVar(&settings.LeaderElectionConfig.Namespace, "leader-election-namespace", settings.LeaderElectionConfig.Namespace, "")
	logs.AddFlags(&settings.Logging, flags)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	return settings, validation.ValidateCAInjectorConfiguration(settings, nil).ToAggregate()
}
