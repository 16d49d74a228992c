import { spawn } from 'node:child_process';
import { waitFor } from '../../cluster/kube/wait';
import type { RackContext } from './scenario';

/** Calls an action with the address at which a port of a pod is, as `kubectl port-forward` makes it, and ends that. */
export async function forwarded<T>(
  { box: { bench } }: RackContext,
  namespace: string,
  pod: string,
  port: number,
  action: (url: string) => Promise<T>,
): Promise<T> {
  const args = [`--kubeconfig=${bench.kubeconfig}`, '--namespace', namespace, 'port-forward', `pod/${pod}`, `:${port}`];
  const kubectl = spawn(bench.programs.kubectl!, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [kubectl.stdout, kubectl.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    const local = await waitFor(`a port of ${pod}`, 30, () => /127\.0\.0\.1:(\d+) ->/.exec(said)?.[1]).catch(() => {
      throw new Error(`${namespace}/Pod/${pod}: no port is forwarded: ${said}`);
    });
    return await action(`http://127.0.0.1:${local}`);
  } finally {
    kubectl.kill('SIGTERM');
  }
}
