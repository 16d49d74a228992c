import { countAt } from '../count-at';
import { quorumMark } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';
import type { FieldHit } from './lossy-changes';
import { kindId } from './lossy-changes';

/** Where each kind says how many members it has. */
const members: Readonly<Record<string, string>> = {
  'apps/StatefulSet': 'spec.replicas',
  'postgresql.cnpg.io/Cluster': 'spec.instances',
};

/** Fewer members than the quorum that the object states, or than a majority of those it had. */
export function belowQuorum(before: Manifest, after: Manifest): FieldHit[] {
  const path = members[kindId(before)];
  if (path === undefined) return [];
  const [from, to] = [before, after].map((manifest) => countAt(manifest, path)) as [number, number];
  const stated = Number(quorumMark.in(before.metadata.annotations) ?? Number.NaN);
  const quorum = Number.isNaN(stated) ? Math.floor(from / 2) + 1 : stated;
  if (!(to < from) || to >= quorum) return [];
  const because = `${quorum} of its ${from} members have to be there`;
  return [{ rule: 'review/quorum', field: { path, before: from, after: to }, because }];
}
