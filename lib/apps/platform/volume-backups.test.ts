import { composeSample, loadSample } from '../../testing/sample-rack';
import type { Manifest } from '../../manifest/manifest';
import type { RackSpec } from '../../rack-file/rack';

const withOffsite = loadSample();
const withoutOffsite: RackSpec = { ...withOffsite, backups: {} };

function manifestsOf(rack: RackSpec): Manifest[] {
  return composeSample(rack).rendered.map(({ manifest }) => manifest);
}

function jobs(rack: RackSpec): Record<string, { task: string; groups: string[]; retain: number }> {
  const all = manifestsOf(rack).filter(({ kind }) => kind === 'RecurringJob');
  return Object.fromEntries(all.map(({ metadata, spec }) => [metadata.name, spec as never]));
}

/** Groups that volumes of a class belong to, as Longhorn's provisioner reads them. */
function groupsOf(className: string): string[] {
  const { parameters } = manifestsOf(withOffsite).find(
    ({ kind, metadata }) => kind === 'StorageClass' && metadata.name === className,
  ) as unknown as { parameters: { recurringJobSelector: string } };
  const selectors = JSON.parse(parameters.recurringJobSelector) as { name: string; isGroup: boolean }[];
  return selectors.filter(({ isGroup }) => isGroup).map(({ name }) => name);
}

const jobsFor = (className: string, rack: RackSpec) =>
  Object.values(jobs(rack))
    .filter(({ groups }) => groups.some((group) => groupsOf(className).includes(group)))
    .map(({ task }) => task)
    .sort();

test('a replicated volume gets snapshots, backups and trims', () => {
  expect(jobsFor('longhorn-replicated', withOffsite)).toEqual(['backup', 'filesystem-trim', 'snapshot']);
});

test('Tempo’s spool, which is worth nothing an hour later, is trimmed and not backed up', () => {
  const claim = manifestsOf(withOffsite).find(
    ({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === 'data-tempo-0',
  );
  const prefix = 'recurring-job-group.longhorn.io/';
  const labels = Object.keys(claim?.metadata.labels ?? {});
  const ofClaim = labels.filter((label) => label.startsWith(prefix)).map((label) => label.slice(prefix.length));
  const tasks = Object.values(jobs(withOffsite))
    .filter(({ groups }) => groups.some((group) => ofClaim.includes(group)))
    .map(({ task }) => task);
  expect(tasks).toEqual(['filesystem-trim']);
  // Without this label Longhorn ignores the others.
  expect(labels).toContain('recurring-job.longhorn.io/source');
});

test('what replicates itself lies on no volume of Longhorn’s', () => {
  const classes = manifestsOf(withOffsite).flatMap(({ kind, provisioner }) =>
    kind === 'StorageClass' ? [provisioner] : [],
  );
  expect(classes.sort()).toEqual(['driver.longhorn.io', 'local.csi.openebs.io']);
});

test('no job is for the group "default", which takes every volume without one', () => {
  expect(Object.values(jobs(withOffsite)).flatMap(({ groups }) => groups)).not.toContain('default');
});

test('without an off-site bucket there are snapshots, and no backup that would lie on the volumes themselves', () => {
  expect(jobsFor('longhorn-replicated', withoutOffsite)).toEqual(['filesystem-trim', 'snapshot']);
  const release = manifestsOf(withoutOffsite).find(
    ({ kind, metadata }) => kind === 'HelmRelease' && metadata.name === 'longhorn',
  );
  expect(JSON.stringify(release)).not.toContain('defaultBackupStore');
});

test('backups go to the off-site bucket, into a folder of their own', () => {
  const release = manifestsOf(withOffsite).find(
    ({ kind, metadata }) => kind === 'HelmRelease' && metadata.name === 'longhorn',
  );
  expect(release?.spec).toMatchObject({
    values: {
      defaultBackupStore: {
        backupTarget: 's3://sample@us-east-1/longhorn/',
        backupTargetCredentialSecret: 'longhorn-offsite',
      },
    },
  });
});
