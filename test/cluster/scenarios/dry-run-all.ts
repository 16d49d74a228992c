import { createLookedUp, dryRunTree } from '../dry-run/dry-run';
import { readTree } from '../dry-run/read-tree';
import type { Scenario } from './scenario';

/** Warnings that say something else than what the pods of an exempt or privileged namespace are known to do. */
const aboutFields = /unknown field|deprecated|duplicate/i;

export const dryRunAll: Scenario = {
  id: '10',
  title: 'Strict server-side dry run',
  everyday: true,
  async run({ rackBench }) {
    const { bench, worktree } = rackBench;
    await bench.installCrds(Object.keys(bench.crdSets));
    const { objects } = readTree(worktree);
    await createLookedUp(
      bench.client,
      objects.map(({ object }) => object),
    );
    const verdicts = await dryRunTree(bench.client, objects);
    const refused = verdicts.filter(({ accepted }) => !accepted);
    const warned = verdicts.flatMap(({ object, warnings }) =>
      warnings.filter((text) => aboutFields.test(text)).map((text) => `${object}: warning: ${text}`),
    );
    return {
      asserted: `${verdicts.length} verdicts, no refusal, no warning about deprecated or unknown fields`,
      objects: objects.length,
      failures: [
        ...refused.map(({ object, as, message }) => `${object}${as === 'pod' ? ' (as a pod)' : ''}: ${message}`),
        ...warned,
      ],
    };
  },
};
