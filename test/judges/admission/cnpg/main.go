// Judges objects of CloudNativePG as its webhooks do: defaults first, then validation. A line of JSON a question, a line
// an answer.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	apiv1 "github.com/cloudnative-pg/cloudnative-pg/api/v1"
	webhookv1 "github.com/cloudnative-pg/cloudnative-pg/internal/webhook/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

type question struct {
	Object json.RawMessage `json:"object"`
	// What the API server holds so far; absent for a new object.
	Old json.RawMessage `json:"old"`
}

type answer struct {
	Error    string   `json:"error,omitempty"`
	Warnings []string `json:"warnings,omitempty"`
}

func main() {
	decoder := json.NewDecoder(os.Stdin)
	encoder := json.NewEncoder(os.Stdout)
	for {
		var asked question
		if err := decoder.Decode(&asked); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(judge(asked)); err != nil {
			os.Exit(1)
		}
	}
}

func judge(asked question) answer {
	var meta struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(asked.Object, &meta); err != nil {
		return answer{Error: err.Error()}
	}
	switch meta.Kind {
	case "Cluster":
		return admit(asked, &apiv1.Cluster{}, &apiv1.Cluster{}, &webhookv1.ClusterCustomDefaulter{}, &webhookv1.ClusterCustomValidator{})
	case "Backup":
		return admit(asked, &apiv1.Backup{}, &apiv1.Backup{}, &webhookv1.BackupCustomDefaulter{}, &webhookv1.BackupCustomValidator{})
	case "ScheduledBackup":
		return admit(asked, &apiv1.ScheduledBackup{}, &apiv1.ScheduledBackup{}, &webhookv1.ScheduledBackupCustomDefaulter{}, &webhookv1.ScheduledBackupCustomValidator{})
	case "Database":
		return admit(asked, &apiv1.Database{}, &apiv1.Database{}, &webhookv1.DatabaseCustomDefaulter{}, &webhookv1.DatabaseCustomValidator{})
	case "Pooler":
		return admit(asked, &apiv1.Pooler{}, &apiv1.Pooler{}, nil, &webhookv1.PoolerCustomValidator{})
	}
	return answer{Error: "CloudNativePG has no webhook for " + meta.Kind}
}

func admit[T client.Object](asked question, object, old T, defaulter admission.Defaulter[T], validator admission.Validator[T]) answer {
	ctx := context.Background()
	if err := json.Unmarshal(asked.Object, object); err != nil {
		return answer{Error: err.Error()}
	}
	if defaulter != nil {
		if err := defaulter.Default(ctx, object); err != nil {
			return answer{Error: err.Error()}
		}
	}
	var warnings admission.Warnings
	var err error
	if asked.Old == nil {
		warnings, err = validator.ValidateCreate(ctx, object)
	} else {
		if bad := json.Unmarshal(asked.Old, old); bad != nil {
			return answer{Error: bad.Error()}
		}
		warnings, err = validator.ValidateUpdate(ctx, old, object)
	}
	if err != nil {
		return answer{Error: err.Error(), Warnings: warnings}
	}
	return answer{Warnings: warnings}
}
