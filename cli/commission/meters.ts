import { spawn } from 'node:child_process';
import { fieldAt, recordsOf } from '../../lib/manifest/field-path';
import type { KubeReach } from '../status/kube-proxy';
import { kubectlArguments, started } from '../status/kube-proxy';
import type { SwitchController } from '../power/controller';
import { run } from '../doctor/ask';

/** Everything that is read of one blade, or done to it, while it is commissioned. */
export interface Meters {
  /** Whether it has its time from a server, and how far it is from this machine's, in seconds. */
  clock(): Promise<{ isSynced: boolean; offsetSeconds: number }>;
  /** Watts of its port now. */
  watts(): Promise<number>;
  /** Degrees Celsius of its processor now. */
  socCelsius(): Promise<number>;
  /** Loads all cores for a while; comes back when it is over. */
  load(seconds: number): Promise<void>;
  /** Tokens a second of one answer of the chat model. */
  tokensPerSecond(): Promise<number>;
  /** Pods on it that hold a volume: as long as there are some, its power must stay. */
  podsWithVolumes(): Promise<string[]>;
  /** Starts a program that writes a growing number and calls it written only when the disk does. */
  startWriter(): Promise<void>;
  /** The last number that it called written, and the time of one write. */
  written(): Promise<{ acknowledged: number; syncMilliseconds: number }>;
  /** The number on the disk when the writer started again; undefined while the blade is away. */
  found(): Promise<number | undefined>;
  stopWriter(): Promise<void>;
  setPower(isOn: boolean): Promise<void>;
}

export interface MetersOf {
  blade: string;
  address: string;
  port: number;
  cores: number;
  controller: SwitchController;
  reach: KubeReach;
  /** Image with a shell, `dd` and `timeout`, as images.lock.yaml has it. */
  image: string;
  /** `ml/Deployment/chat-1` and its port. @default - the rack has no chat model */
  model?: { namespace: string; target: string; port: number };
}

const namespace = 'default';

export function realMeters({ blade, address, port, cores, controller, reach, image, model }: MetersOf): Meters {
  const kubectl = async (...args: string[]): Promise<string> => {
    const ran = await run(reach.kubectl ?? 'kubectl', [
      ...kubectlArguments(reach),
      `--namespace=${namespace}`,
      ...args,
    ]);
    if (!ran.ok) throw new Error(`kubectl ${args[0]}: ${ran.why}`);
    return ran.text;
  };
  const talosctl = async (...args: string[]): Promise<string> => {
    const ran = await run('talosctl', ['--nodes', address, ...args]);
    if (!ran.ok) throw new Error(`talosctl ${args[0]}: ${ran.why}`);
    return ran.text;
  };
  const pod = (name: string, script: string, restartPolicy: 'Always' | 'Never') =>
    kubectl(
      'run',
      name,
      `--image=${image}`,
      `--restart=${restartPolicy}`,
      `--overrides=${JSON.stringify(overridesOf(blade, name, image, script))}`,
    );
  const writer = `commission-${blade}`;
  const log = async (previous = false): Promise<string[]> =>
    (await kubectl('logs', writer, '--tail=200', ...(previous ? ['--previous'] : []))).split('\n');
  return {
    async clock() {
      const isSynced = /synced: true/.test(await talosctl('get', 'timestatus', '--output', 'yaml'));
      const asked = Date.now();
      const told = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(await talosctl('time'))?.[0];
      return { isSynced, offsetSeconds: told === undefined ? 0 : (Date.parse(told) - asked) / 1000 };
    },
    async watts() {
      const state = (await controller.ports()).find((each) => each.port === port);
      if (!state) throw new Error(`${controller.name} has no port ${port}`);
      return state.watts;
    },
    socCelsius: async () => Number(await talosctl('read', '/sys/class/thermal/thermal_zone0/temp')) / 1000,
    async load(seconds) {
      const name = `${writer}-load`;
      const burn = Array.from({ length: cores }, () => 'while :; do :; done &').join(' ');
      await pod(name, `${burn} sleep ${seconds}`, 'Never');
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      await kubectl('delete', 'pod', name, '--wait=false', '--grace-period=0', '--force');
    },
    async tokensPerSecond() {
      if (!model) throw new Error('this rack has no chat model');
      const child = spawn(
        reach.kubectl ?? 'kubectl',
        [...kubectlArguments(reach), `--namespace=${model.namespace}`, 'port-forward', model.target, `:${model.port}`],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      try {
        const [, local] = await started(child, /Forwarding from 127\.0\.0\.1:(\d+)/);
        return await completion(`http://127.0.0.1:${local}`);
      } finally {
        child.kill();
      }
    },
    async podsWithVolumes() {
      const where = ['--all-namespaces', `--field-selector=spec.nodeName=${blade}`];
      const list: unknown = JSON.parse(await kubectl('get', 'pods', ...where, '--output', 'json'));
      const holds = (pod: unknown) =>
        JSON.stringify(fieldAt(pod, 'spec.volumes') ?? '').includes('persistentVolumeClaim');
      return recordsOf(fieldAt(list, 'items'))
        .filter(holds)
        .map((pod) => `${String(fieldAt(pod, 'metadata.namespace'))}/${String(fieldAt(pod, 'metadata.name'))}`);
    },
    async startWriter() {
      await pod(writer, writerScript, 'Always');
      await kubectl('wait', '--for=condition=Ready', '--timeout=10s', `pod/${writer}`);
    },
    async written() {
      const lines = (await log()).flatMap((line) => /^written (\d+) at (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);
      const [first = 0, firstAt = 0] = lines;
      const [last = 0, lastAt = 0] = lines.slice(-2);
      return { acknowledged: last, syncMilliseconds: last > first ? ((lastAt - firstAt) * 1000) / (last - first) : 0 };
    },
    async found() {
      const lines = await log().catch(() => []);
      const [, number] = lines.map((line) => /^found (\d+)$/.exec(line)).find((match) => match !== null) ?? [];
      return number === undefined ? undefined : Number(number);
    },
    stopWriter: async () => void (await kubectl('delete', 'pod', writer, '--ignore-not-found', '--wait=false')),
    setPower: (isOn) => controller.setPower(port, isOn),
  };
}

/** One answer of llama-server, `POST /completion`; its own clock says how fast it was. */
export async function completion(url: string): Promise<number> {
  const body = JSON.stringify({ prompt: 'Count from one to forty in words:', n_predict: 64, temperature: 0 });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/completion`, {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.timeout(180_000),
  });
  if (!answer.ok) throw new Error(`the model answers ${answer.status}`);
  const { timings } = (await answer.json()) as { timings?: { predicted_per_second?: number } };
  return timings?.predicted_per_second ?? 0;
}

/** Says "written" only after the disk did; what it finds at its start was there after the power cut. */
export const writerScript = [
  'f=/data/n; i=0',
  // In place and of one length: a file that is cut off first would be empty for a moment, and the disk would be blamed.
  'if [ -s $f ]; then i=$(sed "s/^0*//" $f); i=${i:-0}; echo "found $i"; fi',
  'while :; do i=$((i+1)); printf "%012d" $i | dd of=$f conv=notrunc,fsync 2>/dev/null; echo "written $i at $(date +%s)"; done',
].join('\n');

function overridesOf(blade: string, name: string, image: string, script: string): object {
  return {
    apiVersion: 'v1',
    spec: {
      nodeName: blade,
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65_532,
        fsGroup: 65_532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      // It must be there when its blade comes back, and nowhere else.
      tolerations: [{ operator: 'Exists' }],
      containers: [
        {
          name,
          image,
          command: ['sh', '-c', script],
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
  };
}
