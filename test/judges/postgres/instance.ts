import type { PodSpec } from '../../../imports/k8s';
import type { Generated } from '../tree/generated';
import { Pod, type Ran } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';

export const bin = '/usr/lib/postgresql/18/bin';
const uid = 26;

/** An empty container in which the steps of the operator are done by hand. */
export function instance(world: PodWorld, number: number, given: Generated, tree: string): Pod {
  const spec: PodSpec = {
    securityContext: { runAsUser: uid, runAsGroup: uid, fsGroup: uid },
    volumes: [
      { name: 'run', emptyDir: { sizeLimit: '8Mi' } },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    ],
    containers: [
      {
        name: 'postgres',
        command: ['sleep', 'infinity'],
        volumeMounts: [
          { name: 'data', mountPath: '/data' },
          { name: 'run', mountPath: '/var/run/postgresql' },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
  };
  const name = `postgres-${number}`;
  const images = { postgres: { busybox: false, programs: {} } };
  return new Pod(world, { name, namespace: 'data', hostName: name, spec, claims: ['data'], images, given, tree });
}

export function sql(pod: Pod, text: string, database = 'postgres'): Ran {
  return pod.exec('postgres', [`${bin}/psql`, '-v', 'ON_ERROR_STOP=1', '-Atc', text, '-U', 'postgres', database]);
}

export function run(pod: Pod, line: string, seconds?: number): Ran {
  return pod.exec('postgres', ['sh', '-c', line], {}, seconds);
}

/** Writes a file as the user of the pod. */
export function put(pod: Pod, text: string, path: string): void {
  const { code, stderr } = pod.exec('postgres', ['sh', '-c', 'printf "%s\\n" "$TEXT" > "$0"', path], { TEXT: text });
  if (code !== 0) throw new Error(stderr);
}
