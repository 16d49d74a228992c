package main

import (
	"fmt"
	"os"

	"github.com/cert-manager/cert-manager/pkg/apis/config/controller/v1alpha1"
	"github.com/cert-manager/cert-manager/pkg/logs"
	"github.com/spf13/pflag"
	logsapi "k8s.io/component-base/logs/api/v1"
	"sigs.k8s.io/yaml"
)

// settings are what flags and file may say here. The package that reads all of a ControllerConfiguration needs Venafi's.
type settings struct {
	clusterResourceNamespace string
	electionNamespace        string
	solverImage              string
	maxConcurrentChallenges  int
	recursiveNameserversOnly bool
	gatewayAPI               bool
	logging                  logsapi.LoggingConfiguration
}

// file is what --config names. Another field in it is an error, and not ignored.
type file struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	GatewayAPI struct {
		Enabled bool `json:"enabled"`
	} `json:"gatewayAPI"`
}

func settingsOf(args []string) (*settings, error) {
	s := &settings{}
	logsapi.SetRecommendedLoggingConfiguration(&s.logging)
	var path string
	flags := pflag.NewFlagSet("controller", pflag.ContinueOnError)
	flags.StringVar(&path, "config", "", "file with a ControllerConfiguration")
	flags.StringVar(&s.clusterResourceNamespace, "cluster-resource-namespace", "kube-system", "where Secrets of ClusterIssuers are")
	flags.StringVar(&s.electionNamespace, "leader-election-namespace", "kube-system", "where the Lease is")
	flags.StringVar(&s.solverImage, "acme-http01-solver-image", "", "")
	flags.IntVar(&s.maxConcurrentChallenges, "max-concurrent-challenges", 60, "")
	flags.BoolVar(&s.recursiveNameserversOnly, "dns01-recursive-nameservers-only", false, "")
	logs.AddFlags(&s.logging, flags)
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if path == "" {
		return s, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	read := file{}
	if err := yaml.UnmarshalStrict(text, &read); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if read.APIVersion != v1alpha1.SchemeGroupVersion.String() || read.Kind != "ControllerConfiguration" {
		return nil, fmt.Errorf("%s is a %s of %s", path, read.Kind, read.APIVersion)
	}
	s.gatewayAPI = read.GatewayAPI.Enabled
	return s, nil
}
