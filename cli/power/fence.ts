import { spawnSync } from 'node:child_process';
import { fenceArguments } from '../../lib/status/checks/blades';
import { type KubeReach, kubectlArguments } from '../status/kube-proxy';
import { ControllerError } from './controller';

/** @throws ControllerError with what kubectl says */
export function setFence(blade: string, isFenced: boolean, reach: KubeReach): void {
  const taint = isFenced ? fenceArguments.fence : fenceArguments.unfence;
  const run = spawnSync(
    reach.kubectl ?? 'kubectl',
    [...kubectlArguments(reach), '--request-timeout=30s', 'taint', 'nodes', blade, ...taint],
    { encoding: 'utf8' },
  );
  // Taking away what is not there is what was wanted.
  if (run.status === 0 || (!isFenced && /not found/.test(run.stderr) && /taint/.test(run.stderr))) return;
  throw new ControllerError(
    `kubectl could not ${isFenced ? 'fence' : 'unfence'} ${blade}: ${run.stderr?.trim() || run.error?.message}`,
  );
}
