// Command scheduler asks the real kube-scheduler, in this process, where it would put pods.
//
// Standard input: one question a line, {"id": "…", "nodes": [Node, ...], "objects": [PriorityClass, ...], "pods":
// [Pod, ...]}. Pods that name a node already run there; the others are given to the scheduler in order, each after the
// one before was decided. Standard output: one answer a line, {"id", "placements": [{"namespace", "pod", "node",
// "message"}]}; `message` is the scheduler's reason where `node` is empty. Not deterministic among equal nodes.
package main

import (
	"context"
	"fmt"
	"time"

	v1 "k8s.io/api/core/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	"rackwright.dev/judges/kubernetes/inprocess"
)

type question struct {
	ID              string                       `json:"id"`
	Nodes           []v1.Node                    `json:"nodes"`
	PriorityClasses []schedulingv1.PriorityClass `json:"priorityClasses"`
	Pods            []v1.Pod                     `json:"pods"`
}

type placement struct {
	Namespace string `json:"namespace"`
	Pod       string `json:"pod"`
	Node      string `json:"node"`
	Message   string `json:"message,omitempty"`
}

type answer struct {
	ID         string      `json:"id"`
	Placements []placement `json:"placements"`
}

func main() {
	watch.DefaultChanSize = 100_000 // the fake client panics when a watcher falls behind
	inprocess.Answer(func(asked question) (any, error) {
		placements, err := place(asked)
		return answer{asked.ID, placements}, err
	})
}

func place(asked question) ([]placement, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var objects []runtime.Object
	for i := range asked.Nodes {
		objects = append(objects, &asked.Nodes[i])
	}
	priorities := map[string]int32{"system-node-critical": 2_000_001_000, "system-cluster-critical": 2_000_000_000}
	for _, class := range asked.PriorityClasses {
		priorities[class.Name] = class.Value
	}
	objects = append(objects, inprocess.Namespaces(asked.Pods)...)
	client := fake.NewSimpleClientset(objects...)
	client.PrependReactor("create", "pods", bind(client))

	instance, err := inprocess.Scheduler(ctx, client)
	if err != nil {
		return nil, err
	}
	go instance.Run(ctx)

	placements := []placement{}
	for i := range asked.Pods {
		pod := asked.Pods[i].DeepCopy()
		pod.UID = types.UID(fmt.Sprintf("pod-%d", i)) // the scheduler keys its queue by uid
		if pod.Spec.SchedulerName == "" {
			pod.Spec.SchedulerName = v1.DefaultSchedulerName // a default of the API server's
		}
		if value, known := priorities[pod.Spec.PriorityClassName]; known && pod.Spec.Priority == nil {
			pod.Spec.Priority = &value
		}
		created, err := client.CoreV1().Pods(pod.Namespace).Create(ctx, pod, metav1.CreateOptions{})
		if err != nil {
			return nil, err
		}
		decided, err := decision(ctx, client, created)
		if err != nil {
			return nil, err
		}
		placements = append(placements, *decided)
	}
	return placements, nil
}

// bind does what the API server does with a binding: it writes the node into the pod.
func bind(client *fake.Clientset) clienttesting.ReactionFunc {
	pods := v1.SchemeGroupVersion.WithResource("pods")
	return func(action clienttesting.Action) (bool, runtime.Object, error) {
		if action.GetSubresource() != "binding" {
			return false, nil, nil
		}
		binding := action.(clienttesting.CreateAction).GetObject().(*v1.Binding)
		object, err := client.Tracker().Get(pods, binding.Namespace, binding.Name)
		if err != nil {
			return true, nil, err
		}
		pod := object.(*v1.Pod).DeepCopy()
		pod.Spec.NodeName = binding.Target.Name
		return true, binding, client.Tracker().Update(pods, pod, binding.Namespace)
	}
}

func decision(ctx context.Context, client *fake.Clientset, pod *v1.Pod) (*placement, error) {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		now, err := client.CoreV1().Pods(pod.Namespace).Get(ctx, pod.Name, metav1.GetOptions{})
		if err != nil {
			return nil, err
		}
		if now.Spec.NodeName != "" {
			return &placement{Namespace: pod.Namespace, Pod: pod.Name, Node: now.Spec.NodeName}, nil
		}
		for _, condition := range now.Status.Conditions {
			if condition.Type == v1.PodScheduled && condition.Status == v1.ConditionFalse {
				return &placement{Namespace: pod.Namespace, Pod: pod.Name, Message: condition.Message}, nil
			}
		}
	}
	return nil, fmt.Errorf("the scheduler decided nothing about %s/%s within 30 s", pod.Namespace, pod.Name)
}
