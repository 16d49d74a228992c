import { startBench } from '../bench';
import { createLookedUp, dryRunTree } from '../dry-run/dry-run';
import { SecretOpener } from '../dry-run/open-secret';
import type { RackToJudge } from '../dry-run/rack-to-judge';
import { readTree } from '../dry-run/read-tree';
import type { KubeClient } from '../kube/client';
import type { OwnBench } from './scenario';

/** Warnings that say something else than what the pods of an exempt or privileged namespace are known to do. */
const aboutFields = /unknown field|deprecated|duplicate/i;

/** On API servers of its own: what other scenarios left behind decides over updates, and must not decide here. */
export const dryRunAll: OwnBench = {
  id: '10',
  title: 'Strict server-side dry run',
  everyday: true,
  async runAlone(underTest, { timeline, progress }) {
    const opener = underTest.ageIdentity === undefined ? undefined : new SecretOpener(underTest.ageIdentity);
    const racks = [
      { name: underTest.name, objects: readTree(underTest.output).objects, ...(opener && { opener }) },
      ...underTest.examples(),
    ];
    const failures: string[] = [];
    const counts: string[] = [];
    let objects = 0;
    const bench = await startBench({ extent: 'api', progress });
    try {
      for (const rack of racks) {
        const { verdicts, failures: found } = await checkRack(bench.client, rack);
        timeline.add(`${rack.name}: ${verdicts} verdicts on ${rack.objects.length} objects, ${found.length} failures`);
        failures.push(...found.map((failure) => (rack.name === underTest.name ? failure : `${rack.name}: ${failure}`)));
        counts.push(`${rack.name} ${verdicts}`);
        objects += rack.objects.length;
      }
    } finally {
      await bench.stop();
    }
    const secrets = opener === undefined ? '' : ', Secrets opened first';
    return {
      asserted: `no refusal and no warning about deprecated or unknown fields in the verdicts on ${counts.join(', ')}${secrets}`,
      objects,
      failures,
    };
  },
};

async function checkRack(
  client: KubeClient,
  { objects, opener }: RackToJudge,
): Promise<{ verdicts: number; failures: string[] }> {
  await createLookedUp(
    client,
    objects.map(({ object }) => object),
  );
  const verdicts = await dryRunTree(client, objects, opener);
  const refused = verdicts.filter(({ accepted }) => !accepted);
  const warned = verdicts.flatMap(({ object, warnings }) =>
    warnings.filter((text) => aboutFields.test(text)).map((text) => `${object}: warning: ${text}`),
  );
  const failures = refused.map(
    ({ object, as, message }) => `${object}${as === 'pod' ? ' (as a pod)' : ''}: ${message}`,
  );
  return { verdicts: verdicts.length, failures: [...failures, ...warned] };
}
