// Package program is what cert-manager's three programs have in common: signals, logs and an exit code.
package program

import (
	"context"
	"os"

	exits "github.com/cert-manager/cert-manager/internal/cmd/util"
	"github.com/cert-manager/cert-manager/pkg/logs"
	ctrl "sigs.k8s.io/controller-runtime"
)

// Run calls start with the arguments of the process until a signal ends it. An error of start is logged under the name
// of the program and becomes its exit code.
func Run(name string, start func(ctx context.Context, args []string) error) {
	ctx, exit := exits.SetupExitHandler(context.Background(), exits.GracefulShutdown)
	defer exit()
	logs.InitLogs()
	defer logs.FlushLogs()
	ctrl.SetLogger(logs.Log)
	ctx = logs.NewContext(ctx, logs.Log, name)
	if err := start(ctx, os.Args[1:]); err != nil {
		logs.Log.Error(err, "the "+name+" ended")
		exits.SetExitCode(err)
	}
}
