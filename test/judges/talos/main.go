// Judges machine configuration with the code of Talos itself: every line of standard input is a question in JSON, every
// line of standard output its answer.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/google/cel-go/common/types"
	"github.com/siderolabs/talos/pkg/machinery/cel"
	"github.com/siderolabs/talos/pkg/machinery/cel/celenv"
	"github.com/siderolabs/talos/pkg/machinery/config"
	"github.com/siderolabs/talos/pkg/machinery/config/configloader"
	"github.com/siderolabs/talos/pkg/machinery/config/configpatcher"
	"github.com/siderolabs/talos/pkg/machinery/config/generate"
	"github.com/siderolabs/talos/pkg/machinery/config/generate/secrets"
	"github.com/siderolabs/talos/pkg/machinery/config/machine"
	"github.com/siderolabs/talos/pkg/machinery/config/validation"
	"github.com/siderolabs/talos/pkg/machinery/resources/runtime"
	"go.yaml.in/yaml/v3"
)

type question struct {
	// Machine configuration: what `talosctl gen config` is asked for, and the patches in their order.
	ClusterName string   `json:"clusterName"`
	Endpoint    string   `json:"endpoint"`
	Kubernetes  string   `json:"kubernetes"`
	Role        string   `json:"role"`
	Patches     []string `json:"patches"`
	// Ranking of cgroups for the OOM handler.
	Ranking string   `json:"ranking"`
	Cgroups []cgroup `json:"cgroups"`
	// Schematic of the image factory.
	Schematic string `json:"schematic"`
}

type cgroup struct {
	Class   string  `json:"class"`
	Max     *uint64 `json:"max"`
	Current uint64  `json:"current"`
}

type answer struct {
	Error     string    `json:"error,omitempty"`
	Warnings  []string  `json:"warnings,omitempty"`
	Documents []any     `json:"documents,omitempty"`
	Scores    []float64 `json:"scores,omitempty"`
	ID        string    `json:"id,omitempty"`
}

// metal is the mode of a machine that installs itself on a disk.
type metal struct{}

func (metal) String() string        { return "metal" }
func (metal) RequiresInstall() bool { return true }
func (metal) InContainer() bool     { return false }

// One bundle for all nodes, as for one cluster.
var bundle = must(secrets.NewBundle(secrets.NewFixedClock(time.Now()), config.TalosVersion1_14))

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<26)

	out := json.NewEncoder(os.Stdout)

	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}

		if err := out.Encode(judge(q)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func judge(q question) answer {
	var (
		a   answer
		err error
	)

	switch {
	case q.Schematic != "":
		a.ID, err = schematicID(q.Schematic)
	case q.Ranking != "":
		a.Scores, err = rank(q.Ranking, q.Cgroups)
	default:
		a, err = machineConfig(q)
	}

	if err != nil {
		a.Error = err.Error()
	}

	return a
}

// machineConfig does what talosctl does on `gen config --with-secrets … --config-patch …`, and judges the result as
// `apply-config` on bare metal would.
func machineConfig(q question) (answer, error) {
	var a answer

	input, err := generate.NewInput(q.ClusterName, q.Endpoint, q.Kubernetes,
		generate.WithVersionContract(config.TalosVersion1_14), generate.WithSecretsBundle(bundle))
	if err != nil {
		return a, err
	}

	role := machine.TypeWorker
	if q.Role == "control-plane" {
		role = machine.TypeControlPlane
	}

	base, err := input.Config(role)
	if err != nil {
		return a, err
	}

	patches, err := configpatcher.LoadPatches(q.Patches)
	if err != nil {
		return a, err
	}

	output, err := configpatcher.Apply(configpatcher.WithConfig(base), patches)
	if err != nil {
		return a, err
	}

	text, err := output.Bytes()
	if err != nil {
		return a, err
	}

	// Read again from its text, as the node does.
	final, err := configloader.NewFromBytes(text)
	if err != nil {
		return a, err
	}

	a.Warnings, err = final.Validate(metal{}, validation.WithLocal(), validation.WithStrict())
	if err != nil {
		return a, err
	}

	a.Documents, err = documents(text)

	return a, err
}

func documents(text []byte) ([]any, error) {
	var all []any

	decoder := yaml.NewDecoder(strings.NewReader(string(text)))

	for {
		var document map[string]any
		if err := decoder.Decode(&document); err != nil {
			if err.Error() == "EOF" {
				return all, nil
			}

			return nil, err
		}

		// Keys and certificates are nobody's business outside.
		delete(document, "issuingCA")
		delete(document, "issuer")

		if document["kind"] == nil {
			continue
		}

		all = append(all, document)
	}
}

var classes = map[string]runtime.QoSCgroupClass{
	"Besteffort": runtime.QoSCgroupClassBesteffort,
	"Burstable":  runtime.QoSCgroupClassBurstable,
	"Guaranteed": runtime.QoSCgroupClassGuaranteed,
	"Podruntime": runtime.QoSCgroupClassPodruntime,
	"System":     runtime.QoSCgroupClassSystem,
}

// rank evaluates the expression with the variables that the OOM handler fills in for every cgroup.
func rank(expression string, cgroups []cgroup) ([]float64, error) {
	parsed, err := cel.ParseDoubleExpression(expression, celenv.OOMCgroupScoring())
	if err != nil {
		return nil, err
	}

	scores := make([]float64, 0, len(cgroups))

	for _, c := range cgroups {
		class, ok := classes[c.Class]
		if !ok {
			return nil, errors.New("no such class: " + c.Class)
		}

		limit := types.OptionalNone
		if c.Max != nil {
			limit = types.OptionalOf(types.Uint(*c.Max))
		}

		score, err := parsed.EvalDouble(celenv.OOMCgroupScoring(), map[string]any{
			"class":          int(class),
			"path":           "/sys/fs/cgroup/kubepods",
			"memory_max":     limit,
			"memory_current": types.OptionalOf(types.Uint(c.Current)),
			"memory_peak":    types.OptionalOf(types.Uint(c.Current)),
		})
		if err != nil {
			return nil, err
		}

		scores = append(scores, score)
	}

	return scores, nil
}

// The fields of a schematic that racks use, in the order in which the image factory writes them before it hashes.
type schematic struct {
	Overlay struct {
		Image   string         `yaml:"image"`
		Name    string         `yaml:"name"`
		Options map[string]any `yaml:"options,omitempty"`
	} `yaml:"overlay,omitempty"`
	Customization struct {
		SystemExtensions struct {
			OfficialExtensions []string `yaml:"officialExtensions,omitempty"`
		} `yaml:"systemExtensions,omitempty"`
	} `yaml:"customization"`
}

func schematicID(text string) (string, error) {
	decoder := yaml.NewDecoder(strings.NewReader(text))
	decoder.KnownFields(true)

	var s schematic
	if err := decoder.Decode(&s); err != nil {
		return "", err
	}

	canonical, err := yaml.Marshal(s)
	if err != nil {
		return "", err
	}

	hash := sha256.Sum256(canonical)

	return hex.EncodeToString(hash[:]), nil
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}

	return value
}
