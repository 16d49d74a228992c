import { recordsOf } from '../../manifest/field-path';
import { parseImage } from '../../manifest/image-reference';
import { textOf } from '../../manifest/field-path';
import type { PlacedContainer } from '../../manifest/pod-templates';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { filesOf, mountedConfigMaps, ownTexts } from './told-texts';

/** Ports at which programs listen when nobody tells them, from their documentation. */
const defaults: Readonly<Record<string, readonly number[]>> = {
  'quay.io/prometheus/prometheus': [9090],
  'quay.io/prometheus/alertmanager': [9093, 9094],
  'quay.io/prometheus/blackbox-exporter': [9115],
  'quay.io/prometheus/node-exporter': [9100],
  'docker.io/grafana/grafana': [3000],
  'docker.io/victoriametrics/victoria-logs': [9428],
  'docker.io/victoriametrics/vlagent': [9429],
  'docker.io/grafana/tempo': [3200, 4317, 4318, 9095],
  'docker.io/oliver006/redis_exporter': [9121],
  'docker.io/library/redis': [6379, 26379],
  'docker.io/pgsty/silo': [9000],
  'ghcr.io/open-webui/open-webui': [8080],
  'ghcr.io/berriai/litellm': [4000],
  'ghcr.io/ggml-org/llama.cpp': [8080],
  'ghcr.io/squat/generic-device-plugin': [8080],
  'ghcr.io/unpoller/unpoller': [9130, 37288],
  'registry.k8s.io/metrics-server/metrics-server': [10250, 4443],
  'registry.k8s.io/kube-state-metrics/kube-state-metrics': [8080, 8081],
  'docker.io/otel/opentelemetry-collector-k8s': [4317, 4318, 8888, 13133],
  'ghcr.io/postfinance/kubelet-csr-approver': [8080, 8081],
};

export const portListened: Rule = {
  id: 'told/listens',
  level: 'error',
  why: 'Where nobody listens, probes fail, Services lead nowhere, and policies open a door to nothing.',
  fixHint: 'name the port that the program is told to listen at',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap((workload) => workload.containers.flatMap((placed) => faultsOf(placed, workload, view))),
};

function faultsOf(placed: PlacedContainer, workload: WorkloadView, view: RackView): RuleHit[] {
  const { container, path, name } = placed;
  const known = defaults[parseImage(textOf(container.image) ?? '').repository];
  const ports = recordsOf(container.ports);
  if (known === undefined || ports.length === 0) return [];
  const own = ownTexts(placed, workload.id);
  const stated = statedPorts(own.map(({ text }) => text));
  const files = mountedConfigMaps(placed, workload, view).flatMap(({ configMap }) => filesOf(configMap));
  const mentioned = (port: number) =>
    [...own, ...files].some(({ text }) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(text));
  const numbers = ports.map(({ containerPort }) => Number(containerPort));
  const idle = ports.flatMap((port, i): RuleHit[] => {
    const number = Number(port.containerPort);
    if (known.includes(number) || stated.includes(number) || mentioned(number)) return [];
    return [
      {
        object: workload.id,
        path: `${path}.ports[${typeof port.name === 'string' ? port.name : i}].containerPort`,
        message: `opens port ${number}, at which container ${name} is not told to listen`,
        fix: `it listens at ${[...new Set([...stated, ...known])].join(', ')}`,
      },
    ];
  });
  const closed = stated
    .filter((number) => !numbers.includes(number))
    .map((number) => ({
      object: workload.id,
      path: `${path}.ports`,
      message: `lets container ${name} listen at ${number}, which is none of its ports ${numbers.join(', ')}`,
      fix: 'open that port, or let it listen at one that is open',
    }));
  return [...idle, ...closed];
}

/** `--port 8080`, `--web.listen-address=:9115`, `--telemetry-port=8081`, `-metrics-bind-address=:8080` */
function statedPorts(words: readonly string[]): number[] {
  return words.flatMap((word, i) => {
    const joined =
      /^-{1,2}[\w.-]*(?:port|listen-address|bind-address|advertise-address|console-address)=(?:[\w.$()]*:)?(\d{2,5})$/.exec(
        word,
      )?.[1];
    const split = /^-{1,2}(?:port|secure-port|[\w.-]*-address)$/.test(word)
      ? /^(?:[\w.]*:)?(\d{2,5})$/.exec(words[i + 1] ?? '')?.[1]
      : undefined;
    const port = joined ?? split;
    return port === undefined ? [] : [Number(port)];
  });
}
