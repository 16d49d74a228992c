// Package inprocess holds what programs around the real kube-scheduler share: a scheduler in this process on a fake client,
// and the exchange of lines of JSON.
package inprocess

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/events"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/pkg/scheduler"
)

// Answer reads one question a line from standard input and writes what answer returns for it, one line each. An error
// ends the program.
func Answer[Question any](answer func(Question) (any, error)) {
	klog.SetLogger(klog.Logger{})
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 256<<20)
	encoder := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked Question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fail(fmt.Errorf("standard input: %w", err))
		}
		answered, err := answer(asked)
		if err != nil {
			fail(err)
		}
		if err := encoder.Encode(answered); err != nil {
			fail(err)
		}
	}
	if err := lines.Err(); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

// Scheduler has read everything that the client holds, and does not run yet.
func Scheduler(ctx context.Context, client kubernetes.Interface) (*scheduler.Scheduler, error) {
	informers := scheduler.NewInformerFactory(client, 0)
	recorder := func(string) events.EventRecorderLogger { return nothing{} }
	instance, err := scheduler.New(ctx, client, informers, nil, recorder, scheduler.WithKubeConfig(&rest.Config{}))
	if err != nil {
		return nil, err
	}
	informers.Start(ctx.Done())
	informers.WaitForCacheSync(ctx.Done())
	return instance, instance.WaitForHandlersSync(ctx)
}

// Namespaces of the pods, each with the label that Kubernetes gives it.
func Namespaces(pods []v1.Pod) []runtime.Object {
	known := map[string]bool{}
	objects := []runtime.Object{}
	for i := range pods {
		name := pods[i].Namespace
		if known[name] {
			continue
		}
		known[name] = true
		labels := map[string]string{"kubernetes.io/metadata.name": name}
		objects = append(objects, &v1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: labels}})
	}
	return objects
}

// nothing records no events: the scheduler would otherwise spend most of its time on them.
type nothing struct{}

func (nothing) Eventf(runtime.Object, runtime.Object, string, string, string, string, ...interface{}) {
}
func (n nothing) WithLogger(klog.Logger) events.EventRecorderLogger { return n }
