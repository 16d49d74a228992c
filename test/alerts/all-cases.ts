import { restoreDrillAlertCases } from '../../lib/apps/data/restore-drill.alerts.cases';
import { documentBackupsAlertCases } from '../../lib/apps/data/document-backups.alerts.cases';
import { minioAlertCases } from '../../lib/apps/data/minio.alerts.cases';
import { postgresAlertCases } from '../../lib/apps/data/postgres.alerts.cases';
import { redisAlertCases } from '../../lib/apps/data/redis.alerts.cases';
import { thermalAlertCases } from '../../lib/apps/hardware/thermal-daemon.alerts.cases';
import { chatAlertCases } from '../../lib/apps/ml/chat.alerts.cases';
import { chatLargeAlertCases } from '../../lib/apps/ml/chat-large.alerts.cases';
import { ingestAlertCases } from '../../lib/apps/ml/ingest.alerts.cases';
import { litellmAlertCases } from '../../lib/apps/ml/litellm.alerts.cases';
import { alertmanagerAlertCases } from '../../lib/apps/observability/alertmanager.alerts.cases';
import { probeAlertCases } from '../../lib/apps/observability/blackbox-exporter.alerts.cases';
import { clusterAlertCases } from '../../lib/apps/observability/cluster-metrics.alerts.cases';
import { kubernetesAlertCases } from '../../lib/apps/observability/kube-state-metrics.alerts.cases';
import { logAlertCases } from '../../lib/apps/observability/logs.alerts.cases';
import { logCollectorAlertCases } from '../../lib/apps/observability/log-collector.alerts.cases';
import { nodeAlertCases } from '../../lib/apps/observability/node-exporter.alerts.cases';
import { prometheusAlertCases } from '../../lib/apps/observability/prometheus.alerts.cases';
import { collectorAlertCases } from '../../lib/apps/observability/otel-collector.alerts.cases';
import { tempoAlertCases } from '../../lib/apps/observability/tempo.alerts.cases';
import { poeAlertCases } from '../../lib/apps/observability/unpoller.alerts.cases';
import { certManagerAlertCases } from '../../lib/apps/platform/cert-manager.alerts.cases';
import { ciliumAlertCases } from '../../lib/apps/platform/cilium.alerts.cases';
import { fluxAlertCases } from '../../lib/apps/platform/flux-operator.alerts.cases';
import { longhornAlertCases } from '../../lib/apps/platform/longhorn.alerts.cases';
import { nodeLocalAlertCases } from '../../lib/apps/platform/node-local.alerts.cases';
import type { AlertCases } from '../../lib/kit/alert-cases';

/** The cases of every app, a line each. `jobs`: the scrape jobs of the rack whose rules they judge. */
export function allAlertCases(jobs: readonly string[]): AlertCases[] {
  return [
    alertmanagerAlertCases,
    certManagerAlertCases,
    chatAlertCases,
    chatLargeAlertCases,
    ciliumAlertCases,
    clusterAlertCases,
    collectorAlertCases,
    fluxAlertCases,
    kubernetesAlertCases,
    litellmAlertCases,
    logAlertCases,
    logCollectorAlertCases,
    longhornAlertCases,
    documentBackupsAlertCases,
    restoreDrillAlertCases,
    ingestAlertCases,
    nodeLocalAlertCases,
    minioAlertCases,
    nodeAlertCases,
    poeAlertCases,
    postgresAlertCases,
    probeAlertCases,
    prometheusAlertCases(jobs),
    redisAlertCases,
    tempoAlertCases,
    thermalAlertCases,
  ];
}
