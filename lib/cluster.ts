/**
 * Every app that Rackwright knows, a line each. The order means nothing: `needs` and `offers` decide who is built before
 * whom, and the rack file decides which are on.
 */
export { alertmanager } from './apps/observability/alertmanager';
export { blackboxExporter } from './apps/observability/blackbox-exporter';
export { certManager } from './apps/platform/cert-manager';
export { certificates } from './apps/platform/certificates';
export { chat } from './apps/ml/chat';
export { chatLarge } from './apps/ml/chat-large';
export { cilium } from './apps/platform/cilium';
export { cloudnativePg } from './apps/platform/cloudnative-pg';
export { clusterMetrics } from './apps/observability/cluster-metrics';
export { dataGuard } from './apps/platform/data-guard';
export { devicePlugin } from './apps/hardware/device-plugin';
export { documentBackups } from './apps/data/document-backups';
export { embeddings } from './apps/ml/embeddings';
export { fluxInstance } from './apps/platform/flux-instance';
export { fluxOperator } from './apps/platform/flux-operator';
export { gateway } from './apps/platform/gateway';
export { gatewayApi } from './apps/platform/gateway-api';
export { kubeletCsrApprover } from './apps/platform/kubelet-csr-approver';
export { ingest } from './apps/ml/ingest';
export { grafana } from './apps/observability/grafana';
export { kubeStateMetrics } from './apps/observability/kube-state-metrics';
export { litellm } from './apps/ml/litellm';
export { loadBalancer } from './apps/platform/load-balancer';
export { longhorn } from './apps/platform/longhorn';
export { metricsServer } from './apps/platform/metrics-server';
export { minio } from './apps/data/minio';
export { modelCache } from './apps/ml/model-cache';
export { namespaces } from './apps/platform/namespaces';
export { nodeExporter } from './apps/observability/node-exporter';
export { nodeLocal } from './apps/platform/node-local';
export { openWebui } from './apps/ml/open-webui';
export { otelCollector } from './apps/observability/otel-collector';
export { outsideObjects } from './apps/data/outside-objects';
export { postgres } from './apps/data/postgres';
export { priorityClasses } from './apps/platform/priority-classes';
export { prometheus } from './apps/observability/prometheus';
export { redis } from './apps/data/redis';
export { reranker } from './apps/ml/reranker';
export { restoreDrill } from './apps/data/restore-drill';
export { tempo } from './apps/observability/tempo';
export { thermalDaemon } from './apps/hardware/thermal-daemon';
export { vectorMaintenance } from './apps/ml/vector-maintenance';
export { volumeBackups } from './apps/platform/volume-backups';
export { unpoller } from './apps/observability/unpoller';
