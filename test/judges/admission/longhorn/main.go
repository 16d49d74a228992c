// Judges objects of Longhorn as its webhooks do: a JSON document a question, a line an answer. A field that the type lacks
// is an error, too.
//
// The validators look into the cluster. Here it is empty but for the priority classes of Kubernetes: settings have the
// values that Longhorn gives them, and there is no volume.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/sirupsen/logrus"
	schedulingv1 "k8s.io/api/scheduling/v1"
	extensions "k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset/fake"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	kubernetes "k8s.io/client-go/kubernetes/fake"

	"github.com/longhorn/longhorn-manager/datastore"
	longhorn "github.com/longhorn/longhorn-manager/k8s/pkg/apis/longhorn/v1beta2"
	clients "github.com/longhorn/longhorn-manager/k8s/pkg/client/clientset/versioned/fake"
	"github.com/longhorn/longhorn-manager/util"
	"github.com/longhorn/longhorn-manager/webhook/admission"
	"github.com/longhorn/longhorn-manager/webhook/resources/recurringjob"
	"github.com/longhorn/longhorn-manager/webhook/resources/setting"
)

const namespace = "longhorn-system"

type question struct {
	Object json.RawMessage `json:"object"`
	Old    json.RawMessage `json:"old"`
}

type answer struct {
	Error string `json:"error,omitempty"`
}

type webhooks struct {
	empty     func() runtime.Object
	validator admission.Validator
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(in io.Reader, out io.Writer) error {
	logrus.SetOutput(io.Discard)
	stop := make(chan struct{})
	defer close(stop)
	store, err := emptyCluster(stop)
	if err != nil {
		return err
	}
	kinds := map[string]webhooks{
		"RecurringJob": {func() runtime.Object { return &longhorn.RecurringJob{} }, recurringjob.NewValidator(store)},
		"Setting":      {func() runtime.Object { return &longhorn.Setting{} }, setting.NewValidator(store)},
	}

	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var asked question
		if err := decoder.Decode(&asked); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		var named struct {
			Kind string `json:"kind"`
		}
		if err := json.Unmarshal(asked.Object, &named); err != nil {
			return err
		}
		kind, known := kinds[named.Kind]
		if !known {
			return fmt.Errorf("no webhook for kind %q", named.Kind)
		}
		var said answer
		if err := kind.ask(asked); err != nil {
			said.Error = err.Error()
		}
		if err := encoder.Encode(said); err != nil {
			return err
		}
	}
}

func emptyCluster(stop chan struct{}) (*datastore.DataStore, error) {
	classes := []runtime.Object{}
	for _, name := range []string{"system-node-critical", "system-cluster-critical"} {
		classes = append(classes, &schedulingv1.PriorityClass{ObjectMeta: metav1.ObjectMeta{Name: name}})
	}
	cluster, own := kubernetes.NewSimpleClientset(classes...), clients.NewSimpleClientset()
	informers := util.NewInformerFactories(namespace, cluster, own, 0)
	store := datastore.NewDataStore(namespace, own, cluster, extensions.NewSimpleClientset(), informers)
	informers.Start(stop)
	if !store.Sync(stop) {
		return nil, fmt.Errorf("the empty cluster cannot be read")
	}
	return store, nil
}

// ask validates what was written, not what the mutating webhook makes of it: no patch of it may hide a fault of ours.
func (w webhooks) ask(asked question) error {
	object, err := w.read(asked.Object)
	if err != nil {
		return err
	}
	if asked.Old == nil {
		return w.validator.Create(nil, object)
	}
	old, err := w.read(asked.Old)
	if err != nil {
		return fmt.Errorf("old: %w", err)
	}
	return w.validator.Update(nil, old, object)
}

func (w webhooks) read(text []byte) (runtime.Object, error) {
	object := w.empty()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return object, decoder.Decode(object)
}
