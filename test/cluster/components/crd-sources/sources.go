// Package sources keeps the two Flux APIs whose CRDs are generated, not shipped, in this module's build graph.
package sources

import (
	_ "github.com/fluxcd/helm-controller/api/v2"
	_ "github.com/fluxcd/notification-controller/api/v1"
	_ "github.com/fluxcd/notification-controller/api/v1beta3"
)
