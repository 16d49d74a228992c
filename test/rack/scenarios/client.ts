import type { Bench } from '../../cluster/bench';
import type { KubeObject } from '../../cluster/kube/object';
import { waitFor } from '../../cluster/kube/wait';
import { isTrue } from '../../cluster/kube/object';
import { clientImage } from '../data-apps';
import type { Event } from './timeline';

/** A pod that writes and reads while a scenario breaks something, under the name of an app that may. */
export interface Client {
  /** Everything that it has said so far. */
  said(): Promise<Said>;
  log(): Promise<string>;
  stop(): Promise<void>;
}

export interface Said {
  /** Acknowledged writes: number and seconds since the epoch, in order. */
  acknowledged: { number: number; at: number }[];
  /** Lines that say what was refused. */
  refusals: string[];
  /** What it asked and was told on the way to its writes, and every refusal. */
  events: Event[];
}

export interface ClientSpec {
  /** Name of the pod, and its app's label: policies let this one in. */
  name: string;
  app: string;
  namespace: string;
  /**
   * Shell that says `ok <number> <seconds>` for each acknowledged write, `no <number> <seconds> <reason>` otherwise, and
   * `at <seconds> <words>` for what else is worth knowing of an outage.
   */
  script: string;
  /** Environment from keys of Secrets, `{ PASSWORD: ['redis-litellm', 'password'] }`. */
  secrets: Record<string, [secret: string, key: string]>;
  /** @default redis-cli, psql and bash */
  image?: string;
  /** Its limit. @default 64Mi */
  memory?: string;
  /** It must not die with the blade that is pulled. */
  blade: string;
}

/** Starts the client and waits until it runs. @throws when it does not in time */
export async function startClient({ client }: Bench, spec: ClientSpec): Promise<Client> {
  const pod = podOf(spec);
  await client.create(pod);
  const { name, namespace } = spec;
  await waitFor(`${namespace}/Pod/${name} to be Ready`, 180, async () => {
    const found = await client.get('v1', 'Pod', namespace, name);
    return found && isTrue(found, 'Ready') ? true : undefined;
  });
  const log = async () => {
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/log`;
    return String((await client.expect('GET', path)).body ?? '');
  };
  return {
    log,
    said: async () => saidIn(await log()),
    stop: async () => {
      await client.remove(pod, { gracePeriodSeconds: 0 });
      await waitFor(`${namespace}/Pod/${name} to be gone`, 60, async () =>
        (await client.get('v1', 'Pod', namespace, name)) === undefined ? true : undefined,
      );
    },
  };
}

export function saidIn(log: string): Said {
  const said: Said = { acknowledged: [], refusals: [], events: [] };
  for (const line of log.split('\n')) {
    const [, ok, okAt] = /^ok (\d+) ([\d.]+)$/.exec(line) ?? [];
    if (ok !== undefined) said.acknowledged.push({ number: Number(ok), at: Number(okAt) });
    const [, no, noAt, reason] = /^no (\d+) ([\d.]+) ?(.*)$/.exec(line) ?? [];
    if (no !== undefined) {
      said.refusals.push(`${no} ${reason}`);
      said.events.push({ at: Number(noAt), what: `client: write ${no} not acknowledged: ${reason}` });
    }
    const [, at, words] = /^at ([\d.]+) (.*)$/.exec(line) ?? [];
    if (at !== undefined) said.events.push({ at: Number(at), what: `client: ${words}` });
  }
  return said;
}

/** The longest time between two acknowledged writes that ends after a moment, in seconds, and when it ended. */
export function longestGap({ acknowledged }: Said, since: number): { seconds: number; over: number } {
  let longest = { seconds: 0, over: since };
  for (const [index, { at }] of acknowledged.entries()) {
    const before = acknowledged[index - 1]?.at;
    if (before !== undefined && at > since && at - before > longest.seconds)
      longest = { seconds: at - before, over: at };
  }
  return { seconds: Math.round(longest.seconds * 10) / 10, over: longest.over };
}

function podOf({
  name,
  app,
  namespace,
  script,
  secrets,
  blade,
  image = clientImage,
  memory = '64Mi',
}: ClientSpec): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/name': app } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: { 'kubernetes.io/hostname': blade },
      terminationGracePeriodSeconds: 1,
      // It measures the app, not its own patience with a dead pod of the cluster's DNS.
      dnsConfig: {
        options: [
          { name: 'timeout', value: '1' },
          { name: 'attempts', value: '1' },
        ],
      },
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'client',
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['bash', '-c', script],
          env: Object.entries(secrets).map(([variable, [secret, key]]) => ({
            name: variable,
            valueFrom: { secretKeyRef: { name: secret, key } },
          })),
          // Blades may be full by what their pods requested: a client must not fail to find room.
          resources: { requests: { cpu: '10m', memory: '0' }, limits: { memory } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  } as unknown as KubeObject;
}
