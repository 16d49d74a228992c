import { placementOf } from '../../lib/placement/placement';
import { noLoss, singleLosses } from '../../lib/placement/losses';
import { capacityOf } from '../../lib/placement/report';
import { rackView } from '../../lib/checks/rack-view';
import { buildRack } from '../../lib/synth';

/**
 * One process of `proofs.ts`: `node bin/run.cjs test/bench/proof-times.ts`. Prints processor milliseconds as JSON, of a fresh
 * process, in which V8 has compiled nothing of it yet.
 */
const root = process.cwd();
const viewOf = (file: string) => {
  const { facts } = buildRack({ root, file }, { withoutProofs: true });
  if (!facts) throw new Error(`${file} has errors: rackwright check shows them`);
  return rackView(facts);
};
const reference = viewOf('clusters/homelab.yaml');
const large = viewOf('test/fixtures/valid/200-nodes-on-ten-switches.yaml');

const referenceMs = processorMs(() => capacityOf(reference));
const largeMs = processorMs(() => placementOf(large).surveysOf([noLoss(), ...singleLosses(large.rack)]));
console.log(JSON.stringify({ referenceMs, largeMs }));

/** User and system time, garbage collection in other threads included. */
function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
