import { basename } from 'node:path';
import { filesIn } from '../../../../cli/read-dist';
import { type RackView, rackView } from '../../../../lib/checks/rack-view';
import type { Manifest } from '../../../../lib/manifest/manifest';
import { readTree as describedTree } from '../../../../lib/output/read-tree';
import { checkReference } from '../../../../lib/testing/reference-rack';
import { readTree } from '../../dry-run/read-tree';
import type { RackUnderTest } from '../../rack-bench';

/**
 * What the commands know of the rack at hand: its tree. The bench's own small rack describes nothing; it stands on the blades of
 * the reference rack, with backups as if its database had a schedule.
 */
export function viewUnderTest({ output }: RackUnderTest): RackView {
  const { facts } = describedTree(basename(output), filesIn(output));
  if (facts) return rackView(facts);
  const schedule: Manifest = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'nightly', namespace: 'data' },
    spec: { cluster: { name: 'postgres' } },
  };
  const objects = readTree(output).objects.map(({ file, object }) => ({
    file,
    manifest: object as unknown as Manifest,
  }));
  const rendered = [...objects, { file: 'apps/postgres/schedule.yaml', manifest: schedule }].map(
    ({ file, manifest }) => ({
      manifest,
      app: file.split('/')[1]!,
      source: file,
      specPath: '',
      connects: [],
    }),
  );
  return rackView({ ...checkReference().facts, rendered, releases: [], operatorMade: [] });
}
