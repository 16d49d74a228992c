import { besideTheRack, snapshotsBeside } from './steps/beside';
import { flash } from './steps/flash';
import { deployKey, everything, flux, fluxOperator, keys } from './steps/flux';
import { neededBy } from './steps/hand-installed';
import { clusterSecrets, configure, nodesThere, startEtcd } from './steps/machines';
import { network } from './steps/network';
import { openIt } from './steps/open-it';
import { type BootstrapInput, type Step, controlPlanesOf } from './steps/step';
import { tools } from './steps/tools';

/** The order from bare machines to a rack that Flux keeps: every step leans on the proof of the one before. */
export function bootstrapSteps(input: BootstrapInput): Step[] {
  const { rack } = input;
  const [first, ...others] = controlPlanesOf(rack);
  if (!first) throw new Error(`rack ${rack.name} has no control plane`);
  const workers = rack.blades.filter(({ role }) => role === 'worker');
  return [
    tools(input),
    ...besideTheRack(input),
    ...flash(rack),
    clusterSecrets(input),
    configure('the control plane', [first, ...others], input),
    startEtcd(first, input),
    ...snapshotsBeside(input, first.address),
    ...(workers.length > 0 ? [configure('the workers', workers, input)] : []),
    nodesThere(rack),
    ...neededBy(input.cilium, 'Cilium looks for them once, when it starts.'),
    network(input),
    ...neededBy(input.fluxOperator, 'Without them the API server refuses what the next steps make, and its pod.'),
    ...deployKey(input),
    keys(input),
    fluxOperator(input),
    flux(input),
    everything(rack),
    ...openIt(input),
  ];
}
