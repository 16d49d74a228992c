import { recordsOf } from '../../manifest/field-path';
import { parseImage } from '../../manifest/image-reference';
import { textOf } from '../../manifest/field-path';
import type { PlacedContainer } from '../../manifest/pod-templates';
import type { RackView, WorkloadView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { isNamedBy } from './paths';
import { type ToldText, filesOf, mountedConfigMaps, ownTexts } from './told-texts';

/** Ports at which programs listen by default, from their documentation. */
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
  why: 'Where no program listens, probes fail, Services lead nowhere, and policies open a port to nothing.',
  fixHint: 'name the port that the program listens on',
  exceptable: true,
  check: (view) =>
    view.workloads.flatMap((workload) => workload.containers.flatMap((placed) => faultsOf(placed, workload, view))),
};

/** A port that a program is told to listen at, and where. */
interface Stated extends ToldText {
  port: number;
}

function faultsOf(placed: PlacedContainer, workload: WorkloadView, view: RackView): RuleHit[] {
  const { container, path, name } = placed;
  const known = defaults[parseImage(textOf(container.image) ?? '').repository];
  const ports = recordsOf(container.ports);
  if (known === undefined || ports.length === 0) return [];
  const own = ownTexts(placed, workload.id);
  const files = filesReadBy(placed, workload, view);
  const stated = [...statedByWords(own), ...[...own, ...files].flatMap(statedInText)];
  const mentioned = (port: number) =>
    [...own, ...files].some(({ text }) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(text));
  const numbers = ports.map(({ containerPort }) => Number(containerPort));
  const said = stated.map(({ port }) => port);
  const idle = ports.flatMap((port, i): RuleHit[] => {
    const number = Number(port.containerPort);
    if (known.includes(number) || said.includes(number) || mentioned(number)) return [];
    return [
      {
        object: workload.id,
        path: `${path}.ports[${typeof port.name === 'string' ? port.name : i}].containerPort`,
        message: `opens port ${number}, at which container ${name} is not told to listen`,
        fix: `it listens at ${[...new Set([...said, ...known])].join(', ')}`,
      },
    ];
  });
  const closed = stated
    .filter(({ port }) => !numbers.includes(port))
    .map(({ object, path: at, port }) => ({
      object,
      path: at,
      message: `lets container ${name}${object === workload.id ? '' : ` of ${workload.id}`} listen at ${port}, which is none of its ports ${numbers.join(', ')}`,
      fix: 'open that port, or let it listen at one that is open',
    }));
  const twice = stated
    .filter(({ port }, i) => said.indexOf(port) !== i && numbers.includes(port))
    .map(({ object, path: at, port }) => ({
      object,
      path: at,
      message: `lets container ${name}${object === workload.id ? '' : ` of ${workload.id}`} listen twice at ${port}: the second time ends it`,
      fix: `its ports are ${numbers.join(', ')}`,
    }));
  return [...idle, ...closed, ...twice];
}

/** Scripts open no ports, and pages of Grafana make nothing. Of files that several containers see, those that this one names. */
function filesReadBy(placed: PlacedContainer, workload: WorkloadView, view: RackView): ToldText[] {
  return mountedConfigMaps(placed, workload, view)
    .flatMap(({ configMap }) => filesOf(configMap))
    .filter(({ file }) => !/\.(?:json|sh|py|sql)$/.test(file) && isNamedBy(file, placed, workload, view));
}

/** `--port 8080`, `--web.listen-address=:9115`, `--telemetry-port=8081`, `-metrics-bind-address=:8080` */
function statedByWords(words: readonly ToldText[]): Stated[] {
  return words.flatMap((word, i) => {
    const joined = /^-{1,2}[\w.-]*(?:port|listen-address|bind-address|console-address)=(?:[\w.$()]*:)?(\d{2,5})$/.exec(
      word.text,
    )?.[1];
    const next = words[i + 1];
    const split =
      next && /^-{1,2}(?:port|secure-port|[\w.-]*-address)$/.test(word.text)
        ? /^(?:[\w.]*:)?(\d{2,5})$/.exec(next.text)?.[1]
        : undefined;
    if (joined !== undefined) return [{ ...word, port: Number(joined) }];
    return split === undefined || next === undefined ? [] : [{ ...next, port: Number(split) }];
  });
}

/** `0.0.0.0:4317` in a file or a variable, `http_listen_port: 3200`: nobody can be asked at such an address, only listened at. */
function statedInText(told: ToldText): Stated[] {
  if (/^-{1,2}[\w.-]+=/.test(told.text)) return [];
  return [...told.text.matchAll(/(?:\b0\.0\.0\.0|\[::\]):(\d{2,5})\b|^\s*(?:http|grpc)_listen_port: (\d{2,5})$/gm)].map(
    ([, address, listed]) => ({ ...told, port: Number(address ?? listed) }),
  );
}
