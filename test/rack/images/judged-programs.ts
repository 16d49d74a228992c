import { minioPrograms } from '../../judges/minio/minio-set';
import { collectorProgram } from '../../judges/otel/collector-program';
import { goProgram } from '../../judges/tree/go-program';

const alertmanager = 'github.com/prometheus/alertmanager';

/** Programs that judges run already, by name: built once for both, with the same pins. */
const judged = {
  prometheus: () =>
    goProgram({
      folder: 'prometheus/server',
      tags: 'remove_all_sd,enable_kubernetes_sd',
      package: 'github.com/prometheus/prometheus/cmd/prometheus',
    }),
  alertmanager: () =>
    goProgram({
      folder: 'alertmanager/server',
      lacking: { module: alertmanager, files: { 'ui/app/dist/index.html': '' } },
      package: `${alertmanager}/cmd/alertmanager`,
    }),
  'kube-state-metrics': () =>
    goProgram({ folder: 'exporters/kube-state-metrics', package: 'k8s.io/kube-state-metrics/v2' }),
  'node-exporter': () =>
    goProgram({ folder: 'exporters/node-exporter', package: 'github.com/prometheus/node_exporter' }),
  'blackbox-exporter': () =>
    goProgram({ folder: 'exporters/blackbox-exporter', package: 'github.com/prometheus/blackbox_exporter' }),
  otelcol: collectorProgram,
  minio: () => minioPrograms().minio,
  mc: () => minioPrograms().mc,
};

/** Paths by name, built where the cache lacks them. @throws with the compiler's words */
export function judgedPrograms(): Record<string, string> {
  return Object.fromEntries(Object.entries(judged).map(([name, path]) => [name, path()]));
}
