// Command arrangements asks the real kube-scheduler whether a pod finds a node while others stand where they are told to.
//
// Standard input: one question a line, {"id", "nodes": [Node, ...], "pods": [Pod, ...], "claims": [PersistentVolumeClaim,
// ...], "volumes": [PersistentVolume, ...], "tries": [{"standing": [[pod, node, count], ...], "asks": pod}, ...]}; a pod
// and a node are places in the lists. Standard output: one answer a line, {"id", "answers": [{"node", "preempts",
// "message"}, ...]}, one for each try: the node that was chosen; or the one that is freed by pushing out pods of lower
// priority; or the scheduler's reason for neither. Pods go straight into the scheduler's cache, so nothing is raced for.
package main

import (
	"context"
	"errors"
	"fmt"

	v1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/klog/v2"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"rackwright.dev/judges/kubernetes/inprocess"
)

type question struct {
	ID      string                     `json:"id"`
	Nodes   []v1.Node                  `json:"nodes"`
	Pods    []v1.Pod                   `json:"pods"`
	Claims  []v1.PersistentVolumeClaim `json:"claims"`
	Volumes []v1.PersistentVolume      `json:"volumes"`
	Tries   []try                      `json:"tries"`
}

type try struct {
	Standing [][3]int `json:"standing"`
	Asks     int      `json:"asks"`
}

type answer struct {
	Node     string `json:"node"`
	Preempts string `json:"preempts"`
	Message  string `json:"message,omitempty"`
}

func main() {
	inprocess.Answer(func(asked question) (any, error) {
		answers, err := answersTo(asked)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", asked.ID, err)
		}
		return map[string]any{"id": asked.ID, "answers": answers}, nil
	})
}

func answersTo(asked question) ([]answer, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	instance, err := schedulerOf(ctx, asked)
	if err != nil {
		return nil, err
	}
	log := klog.FromContext(ctx)
	for i := range asked.Nodes {
		instance.Cache.AddNode(log, &asked.Nodes[i])
	}
	answers := []answer{}
	for i, each := range asked.Tries {
		standing := []*v1.Pod{}
		for j, place := range each.Standing {
			for k := range place[2] {
				pod := asked.Pods[place[0]].DeepCopy()
				pod.Name = fmt.Sprintf("%s-%d-%d-%d", pod.Name, i, j, k)
				pod.UID = types.UID(pod.Name)
				pod.Spec.NodeName = asked.Nodes[place[1]].Name
				if err := instance.Cache.AddPod(log, pod); err != nil {
					return nil, err
				}
				standing = append(standing, pod)
			}
		}
		decided, err := decide(ctx, instance, asked.Pods[each.Asks].DeepCopy())
		if err != nil {
			return nil, err
		}
		answers = append(answers, *decided)
		for _, pod := range standing {
			if err := instance.Cache.RemovePod(log, pod); err != nil {
				return nil, err
			}
		}
	}
	return answers, nil
}

func schedulerOf(ctx context.Context, asked question) (*scheduler.Scheduler, error) {
	objects := []runtime.Object{}
	for i := range asked.Claims {
		objects = append(objects, &asked.Claims[i])
	}
	for i := range asked.Volumes {
		objects = append(objects, &asked.Volumes[i])
	}
	// Preemption looks up the pod that asks. The others are known to the cache alone.
	waiting := map[int]bool{}
	for _, each := range asked.Tries {
		waiting[each.Asks] = true
	}
	for i := range asked.Pods {
		asked.Pods[i].UID = types.UID(asked.Pods[i].Name)
		if waiting[i] {
			objects = append(objects, asked.Pods[i].DeepCopy())
		}
	}
	objects = append(objects, inprocess.Namespaces(asked.Pods)...)
	// The volume plug-in looks the nodes of claims up by itself.
	for i := range asked.Nodes {
		objects = append(objects, asked.Nodes[i].DeepCopy())
	}
	return inprocess.Scheduler(ctx, fake.NewSimpleClientset(objects...))
}

// decide runs one cycle as the scheduler itself does: filters and scores, and preemption where no node is left.
func decide(ctx context.Context, instance *scheduler.Scheduler, pod *v1.Pod) (*answer, error) {
	profile := instance.Profiles[v1.DefaultSchedulerName]
	snapshot, ok := profile.SnapshotSharedLister().(*cache.Snapshot)
	if !ok {
		return nil, errors.New("this scheduler keeps its snapshot elsewhere")
	}
	if err := instance.Cache.UpdateSnapshot(klog.FromContext(ctx), snapshot); err != nil {
		return nil, err
	}
	info, err := framework.NewPodInfo(pod)
	if err != nil {
		return nil, err
	}
	state := framework.NewCycleState()
	result, err := instance.SchedulePod(ctx, profile, state, &framework.QueuedPodInfo{PodInfo: info})
	if err == nil {
		return &answer{Node: result.SuggestedHost}, nil
	}
	var unfit *framework.FitError
	if !errors.As(err, &unfit) {
		return nil, err
	}
	freed, status := profile.RunPostFilterPlugins(ctx, state, pod, unfit.Diagnosis.NodeToStatus)
	if status.Code() == fwk.Error {
		return nil, status.AsError()
	}
	if status.IsSuccess() && freed != nil && freed.NominatingInfo != nil && freed.NominatedNodeName != "" {
		return &answer{Preempts: freed.NominatedNodeName}, nil
	}
	return &answer{Message: unfit.Error()}, nil
}
