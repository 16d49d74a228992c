// Reads documents one a line, as {"yaml": text, "value": what it must mean}, and parses each text the way Flux and
// kubectl do. Prints what came out differently; exit code 1 if anything did.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"

	"sigs.k8s.io/yaml"
)

type document struct {
	YAML  string          `json:"yaml"`
	Value json.RawMessage `json:"value"`
}

func differs(line []byte) (string, bool) {
	var doc document
	if err := json.Unmarshal(line, &doc); err != nil {
		return fmt.Sprintf("not a line of ours: %v", err), true
	}
	asJSON, err := yaml.YAMLToJSONStrict([]byte(doc.YAML))
	if err != nil {
		return fmt.Sprintf("%v in\n%s", err, doc.YAML), true
	}
	var got, want any
	if err := json.Unmarshal(asJSON, &got); err != nil {
		return err.Error(), true
	}
	if err := json.Unmarshal(doc.Value, &want); err != nil {
		return err.Error(), true
	}
	return fmt.Sprintf("want %s\ngot  %s\nfrom\n%s", doc.Value, asJSON, doc.YAML), !reflect.DeepEqual(got, want)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	count, failed := 0, 0
	for lines.Scan() {
		count++
		if report, is := differs(lines.Bytes()); is {
			failed++
			if failed <= 5 {
				fmt.Println(report)
			}
		}
	}
	fmt.Printf("%d passed, %d failed\n", count-failed, failed)
	if failed > 0 || count == 0 || lines.Err() != nil {
		os.Exit(1)
	}
}
