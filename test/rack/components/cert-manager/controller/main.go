// What the image cert-manager-controller starts, but for the issuer of Venafi, whose library no module proxy serves. Its own
// main lies in a module that none serves either. Flags are those that the chart passes with the values of a rack.
package main

import (
	"context"
	"os"

	exits "github.com/cert-manager/cert-manager/internal/cmd/util"
	"github.com/cert-manager/cert-manager/pkg/logs"
)

func main() {
	ctx, exit := exits.SetupExitHandler(context.Background(), exits.GracefulShutdown)
	defer exit()
	logs.InitLogs()
	defer logs.FlushLogs()
	ctx = logs.NewContext(ctx, logs.Log, "controller")
	if err := start(ctx, os.Args[1:]); err != nil {
		logs.Log.Error(err, "the controller ended")
		exits.SetExitCode(err)
	}
}

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
