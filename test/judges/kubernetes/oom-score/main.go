// Command oom-score tells in which order the kernel would kill: kubelet's own oom_score_adj for each container.
//
// Standard input: {"memoryBytes": 8000000000, "pods": [Pod, ...]}. Standard output: one line of JSON per container,
// highest score (killed first) at the top.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"

	v1 "k8s.io/api/core/v1"
	"k8s.io/kubernetes/pkg/kubelet/qos"
)

type question struct {
	MemoryBytes int64    `json:"memoryBytes"`
	Pods        []v1.Pod `json:"pods"`
}

type verdict struct {
	Namespace   string `json:"namespace"`
	Pod         string `json:"pod"`
	Container   string `json:"container"`
	OomScoreAdj int    `json:"oomScoreAdj"`
}

func main() {
	var asked question
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, "standard input:", err)
		os.Exit(2)
	}
	verdicts := []verdict{}
	for i := range asked.Pods {
		pod := &asked.Pods[i]
		for j := range pod.Spec.Containers {
			container := &pod.Spec.Containers[j]
			score := qos.GetContainerOOMScoreAdjust(pod, container, asked.MemoryBytes)
			verdicts = append(verdicts, verdict{pod.Namespace, pod.Name, container.Name, score})
		}
	}
	sort.SliceStable(verdicts, func(a, b int) bool { return verdicts[a].OomScoreAdj > verdicts[b].OomScoreAdj })
	encoder := json.NewEncoder(os.Stdout)
	for _, each := range verdicts {
		if err := encoder.Encode(each); err != nil {
			os.Exit(2)
		}
	}
}
