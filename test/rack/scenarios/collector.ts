import type { KubeObject } from '../../cluster/kube/object';
import { isTrue } from '../../cluster/kube/object';
import { waitFor } from '../../cluster/kube/wait';
import { metricMessage, spanMessage, spanStoreConfig } from '../../judges/otel/otlp';
import { applyAll } from '../objects/apply';
import { startClient } from './client';
import { ask } from './ask-prometheus';
import type { RackContext } from './scenario';

/** A trace is decided upon after 15 s, a batch leaves after 5, the store and the servers answer at once. */
const arriveSeconds = 60;
const traces = { person: 'a'.repeat(32), probe: 'b'.repeat(32) };
const collector = 'http://otel-collector.monitoring.svc.cluster.local:4318';

/**
 * A span of what a person did, one of a probe and a counter, sent by a pod under LiteLLM's name as LiteLLM does it. The
 * first comes to where Tempo is, the second is dropped, the third is in both Prometheus. Says what was shown.
 *
 * @throws with what did not come
 */
export async function judgeCollector(context: RackContext): Promise<string> {
  const { apps, box } = context;
  const { client } = box.bench;
  const [image] = apps.references.get('docker.io/otel/opentelemetry-collector-k8s') ?? [];
  const [curl] = apps.references.get('ghcr.io/ggml-org/llama.cpp') ?? [];
  if (image === undefined || curl === undefined) throw new Error('dist/ names no image of the collector or of curl');
  const store = spanStore(image);
  await applyAll(box.bench, store, 30);
  await waitFor('monitoring/Pod/span-store to be Ready', 60, async () => {
    const pod = await client.get('v1', 'Pod', 'monitoring', 'span-store');
    return pod && isTrue(pod, 'Ready') ? true : undefined;
  });
  const since = Date.now();
  const blade = box.blades[0]!.spec.name;
  const sender = await startClient(box.bench, {
    name: 'span-sender',
    app: 'litellm',
    namespace: 'ml',
    script: senderScript(),
    secrets: {},
    image: curl,
    blade,
  });
  const { acknowledged, refusals } = await waitFor('the sender to be done', arriveSeconds, async () => {
    const said = await sender.said();
    return said.acknowledged.length + said.refusals.length === 3 ? said : undefined;
  });
  if (refusals.length > 0)
    throw new Error(`monitoring/Deployment/otel-collector does not take what LiteLLM sends: ${refusals.join('; ')}`);
  const path = '/api/v1/namespaces/monitoring/pods/span-store/log';
  const log = async () => String((await client.expect('GET', path)).body ?? '');
  await waitFor('the span of a person to come to where Tempo is', arriveSeconds, async () =>
    (await log()).includes(traces.person) ? true : undefined,
  );
  const seconds = Math.round((Date.now() - since) / 1000);
  if ((await log()).includes(traces.probe))
    throw new Error('monitoring/Deployment/otel-collector passes the span of a probe on');
  for (const pod of ['prometheus-0', 'prometheus-1'])
    await waitFor(`the counter to be in monitoring/Pod/${pod}`, arriveSeconds, async () => {
      const { result } = await ask<{ result: unknown[] }>(context, pod, 'query?query=http_server_requests_total');
      return result.length > 0 ? true : undefined;
    });
  await sender.stop();
  for (const object of store) await client.remove(object, { gracePeriodSeconds: 0 });
  return `of ${acknowledged.length} messages to the collector a person’s span came to where Tempo is after ${seconds} s, a probe’s did not, and the counter is in both Prometheus`;
}

/** Says `ok` for what was taken and `no` with the status for what was not. */
function senderScript(): string {
  const messages = [
    ['span', '/v1/traces', spanMessage('/api/chat', traces.person)],
    ['span', '/v1/traces', spanMessage('/health/db', traces.probe)],
    ['counter', '/v1/metrics', metricMessage()],
  ] as const;
  const sends = messages.map(
    (
      [what, path, message],
      number,
    ) => `code=$(curl --silent --output /dev/null --write-out '%{http_code}' --max-time 10 \\
  --json '${JSON.stringify(message)}' ${collector}${path})
if [ "$code" = 200 ]; then echo "ok ${number} $EPOCHREALTIME"; else echo "no ${number} $EPOCHREALTIME ${what}: $code"; fi`,
  );
  return [...sends, 'sleep 3600'].join('\n');
}

/** A collector behind the name, the ports and the policies of Tempo. */
function spanStore(image: string): KubeObject[] {
  const namespace = 'monitoring';
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'span-store', namespace },
      data: { 'collector.yaml': spanStoreConfig('0.0.0.0:4317') },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'span-store', namespace, labels: { 'app.kubernetes.io/name': 'tempo' } },
      spec: {
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 1,
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'span-store',
            image,
            imagePullPolicy: 'IfNotPresent',
            args: ['--config=/etc/span-store/collector.yaml'],
            ports: [{ name: 'otlp', containerPort: 4317 }],
            readinessProbe: { tcpSocket: { port: 'otlp' }, periodSeconds: 1 },
            resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            volumeMounts: [{ name: 'config', mountPath: '/etc/span-store', readOnly: true }],
          },
        ],
        volumes: [{ name: 'config', configMap: { name: 'span-store' } }],
      },
    },
  ] as unknown as KubeObject[];
}
