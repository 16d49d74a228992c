import { countAt } from '../count-at';
import { fieldAt } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';

/** How a workload replaces its pods when their template changes: how many are away at once. */
export function paceOf(manifest: Manifest): string {
  const count = countAt(manifest, 'spec.replicas');
  if (count === 0 && manifest.kind !== 'DaemonSet') return 'it has no pods now';
  switch (manifest.kind) {
    case 'DaemonSet':
      return paceOfDaemonSet(manifest);
    case 'StatefulSet':
      return paceOfStatefulSet(manifest, count);
    default:
      return paceOfDeployment(manifest, count);
  }
}

function paceOfDaemonSet(manifest: Manifest): string {
  if (fieldAt(manifest, 'spec.updateStrategy.type') === 'OnDelete')
    return 'on each blade when somebody deletes its pod';
  const away = fieldAt(manifest, 'spec.updateStrategy.rollingUpdate.maxUnavailable') ?? 1;
  return away === 1 ? 'one blade at a time' : `${String(away)} blades at a time`;
}

function paceOfStatefulSet(manifest: Manifest, count: number): string {
  if (fieldAt(manifest, 'spec.updateStrategy.type') === 'OnDelete') return 'each pod when somebody deletes it';
  const away = share(fieldAt(manifest, 'spec.updateStrategy.rollingUpdate.maxUnavailable') ?? 1, count, Math.floor);
  const kept = countAt(manifest, 'spec.updateStrategy.rollingUpdate.partition', 0);
  const some = kept > 0 ? `, the first ${kept} not at all` : '';
  return `${Math.max(1, away)} of ${count} at a time${some}`;
}

function paceOfDeployment(manifest: Manifest, count: number): string {
  if (fieldAt(manifest, 'spec.strategy.type') === 'Recreate')
    return count === 1 ? 'away until the new one is up' : `all ${count} at once`;
  const strategy = 'spec.strategy.rollingUpdate';
  const surge = share(fieldAt(manifest, `${strategy}.maxSurge`) ?? '25%', count, Math.ceil);
  const away = share(fieldAt(manifest, `${strategy}.maxUnavailable`) ?? '25%', count, Math.floor);
  // The API server takes both as zero for a mistake and lets one pod go.
  const gone = surge === 0 && away === 0 ? 1 : away;
  if (gone === 0)
    return count === 1 ? 'the new pod before the old one goes' : `${surge} new of ${count} before old ones go`;
  return `${gone} of ${count} at a time`;
}

function share(value: unknown, count: number, round: (value: number) => number): number {
  const percent = /^(\d+)%$/.exec(String(value))?.[1];
  return percent === undefined ? Number(value) : round((Number(percent) / 100) * count);
}
