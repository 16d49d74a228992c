// What the image cert-manager-controller starts, but for the issuer of Venafi, whose library no module proxy serves. Its own
// main lies in a module that none serves either. Flags are those that the chart passes with the values of a rack.
package main

import (
	"context"

	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/cert-manager/cert-manager/rackwright/program"
)

func main() { program.Run("controller", start) }

func start(ctx context.Context, args []string) error {
	settings, err := settingsOf(args)
	if err != nil {
		return err
	}
	if err := logs.ValidateAndApply(&settings.logging); err != nil {
		return err
	}
	return run(ctx, settings)
}
