import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fenceArguments } from '../../../lib/status/checks/blades';
import type { Bench } from '../bench';

const run = promisify(execFile);

/**
 * Blades are declared to be off while something is awaited, as `rackwright power` does once a port is dark. Pods of a StatefulSet are
 * freed by nothing else: Kubernetes cannot know that the old one does not run any more.
 */
export async function whileFenced(
  { programs, kubeconfig }: Bench,
  blades: readonly string[],
  wait: () => Promise<unknown>,
): Promise<void> {
  const taint = (what: readonly string[]) =>
    run(programs.kubectl!, [`--kubeconfig=${kubeconfig}`, 'taint', 'nodes', ...blades, ...what]);
  await taint(fenceArguments.fence);
  try {
    await wait();
  } finally {
    await taint(fenceArguments.unfence);
  }
}
