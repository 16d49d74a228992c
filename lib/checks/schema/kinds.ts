import index from '../../../imports/schemas/index.json';
import type { Family, KindEntry } from '../../../imports/family';
import { groupOf, type Manifest } from '../../manifest/manifest';

/** What the API server of the rack knows: Kubernetes' own kinds and those of the imported CRDs. */

export type FamilyName = keyof typeof index;

/** Each family is read when the first of its kinds turns up: together they are a megabyte. */
const loaders: Record<FamilyName, () => Family> = {
  k8s: () => require('../../../imports/schemas/k8s.json'),
  flux: () => require('../../../imports/schemas/flux.json'),
  'flux-operator': () => require('../../../imports/schemas/flux-operator.json'),
  cnpg: () => require('../../../imports/schemas/cnpg.json'),
  barman: () => require('../../../imports/schemas/barman.json'),
  cilium: () => require('../../../imports/schemas/cilium.json'),
  'gateway-api': () => require('../../../imports/schemas/gateway-api.json'),
  'cert-manager': () => require('../../../imports/schemas/cert-manager.json'),
  longhorn: () => require('../../../imports/schemas/longhorn.json'),
};

export interface KnownKind extends KindEntry {
  family: FamilyName;
}

export const allKinds: readonly KnownKind[] = (Object.entries(index) as [FamilyName, KindEntry[]][]).flatMap(
  ([family, kinds]) => kinds.map((kind) => ({ ...kind, family })),
);

const byName = new Map(allKinds.map((known) => [`${apiVersionOf(known)}|${known.kind}`, known]));

export function apiVersionOf({ group, version }: KindEntry): string {
  return group === '' ? version : `${group}/${version}`;
}

export function kindOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): KnownKind | undefined {
  return byName.get(`${apiVersion}|${kind}`);
}

export function familyOf(name: FamilyName): Family {
  return loaders[name]();
}

/** Other ways to write a kind that nobody serves as it is written. */
export function servedLike({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): readonly KnownKind[] {
  const group = groupOf(apiVersion);
  const sameGroup = allKinds.filter((known) => known.kind === kind && known.group === group);
  return sameGroup.length > 0 ? sameGroup : allKinds.filter((known) => known.kind === kind);
}
