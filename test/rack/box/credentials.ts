import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../../cluster/bench';
import { writeKubeconfig } from '../../cluster/control-plane/pki';
import type { BladeSpec, KubeletCredentials } from './blade-files';

/** What a kubelet shows to the API server, and what it shows to those who ask it. */
export function credentialsOf(
  bench: Bench,
  folder: string,
  { name, address }: Pick<BladeSpec, 'name' | 'address'>,
): KubeletCredentials {
  const serving = bench.controlPlane.pki.serving(`${name}-serving`, [name, address]);
  return {
    serving: { cert: readFileSync(serving.cert, 'utf8'), key: readFileSync(serving.key, 'utf8') },
    kubelet: kubeconfig(bench, folder, `${name}-kubelet`, `/O=system:nodes/CN=system:node:${name}`),
  };
}

/** Text of a kubeconfig file for a client of the API server; the subject of its certificate says who that is. */
export function kubeconfig(
  { server, controlPlane: { pki } }: Bench,
  folder: string,
  name: string,
  subject: string,
): string {
  const file = writeKubeconfig(join(folder, `${name}.conf`), server, pki, pki.client(name, subject));
  return readFileSync(file, 'utf8');
}
