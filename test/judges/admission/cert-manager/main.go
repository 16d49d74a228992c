// Judges objects of cert-manager by its own validating webhook, without a server around it. A line of JSON a question, a
// line an answer. What its two other plugins ask of a cluster, about CertificateRequests, is left out.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	acmeinstall "github.com/cert-manager/cert-manager/internal/apis/acme/install"
	cminstall "github.com/cert-manager/cert-manager/internal/apis/certmanager/install"
	metainstall "github.com/cert-manager/cert-manager/internal/apis/meta/install"
	"github.com/cert-manager/cert-manager/internal/webhook/admission/resourcevalidation"
	cmadmission "github.com/cert-manager/cert-manager/pkg/webhook/admission"
	admissionv1 "k8s.io/api/admission/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
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
	scheme := runtime.NewScheme()
	cminstall.Install(scheme)
	acmeinstall.Install(scheme)
	metainstall.Install(scheme)
	webhook := cmadmission.NewCustomValidationWebhook(scheme, resourcevalidation.NewPlugin().(cmadmission.ValidationInterface))

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
		if err := encoder.Encode(judge(webhook, asked)); err != nil {
			os.Exit(1)
		}
	}
}

func judge(webhook *admission.Webhook, asked question) answer {
	var meta metav1.TypeMeta
	if err := json.Unmarshal(asked.Object, &meta); err != nil {
		return answer{Error: err.Error()}
	}
	kind := meta.GroupVersionKind()
	if kind.Group != "cert-manager.io" {
		return answer{Error: "cert-manager has no webhook for " + meta.APIVersion}
	}
	request := admissionv1.AdmissionRequest{
		Kind:      metav1.GroupVersionKind(kind),
		Resource:  metav1.GroupVersionResource{Group: kind.Group, Version: kind.Version, Resource: strings.ToLower(kind.Kind) + "s"},
		Operation: admissionv1.Create,
		Object:    runtime.RawExtension{Raw: asked.Object},
	}
	if asked.Old != nil {
		request.Operation = admissionv1.Update
		request.OldObject = runtime.RawExtension{Raw: asked.Old}
	}
	response := webhook.Handle(context.Background(), admission.Request{AdmissionRequest: request})
	if response.Allowed {
		return answer{Warnings: response.Warnings}
	}
	return answer{Error: response.Result.Message, Warnings: response.Warnings}
}
