import { documentsIn } from '../../manifest/documents';
import { fieldAt, isRecord, recordsOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { containersOf, podTemplatesOf } from '../../manifest/pod-templates';
import type { RuleInfo } from '../../checks/rule';
import { changedFields } from '../changed-fields';
import type { ObjectChange, TreeTexts } from '../changes';
import { imageVersion, versionNumbers } from '../losses/image-version';
import type { ChangeHit } from '../rules';
import { type CautionRule, cautionRules } from './caution-rules';

export interface Caution extends ChangeHit {
  rule: CautionRule;
  level: 'warning' | 'info';
}

/** The rules as documents and filters name them. */
export const cautionInfos: readonly RuleInfo[] = Object.entries(cautionRules).map(([id, { why, fixHint }]) => ({
  id,
  level: id === 'review/broad' ? 'info' : 'warning',
  why,
  fixHint,
  exceptable: false,
}));

interface Trees {
  rack: string;
  after: TreeTexts;
}

/** Nothing here loses data, so nothing is refused; a reviewer should see it among many lines all the same. */
export function cautionsOf(changes: readonly ObjectChange[], { rack, after }: Trees): Caution[] {
  const apps = new Set([...after.keys()].map((path) => /^apps\/([^/]+)\//.exec(path)?.[1]));
  return [
    ...changes.flatMap(({ before: from, after: to }) => {
      if (from && !to) return apps.has(from.app) ? goneOf(from.manifest, changes) : [];
      return to ? stayingOf(from?.manifest, to.manifest) : [];
    }),
    ...suspendedApps(changes, after),
    ...broad(rack, changes),
  ];
}

function goneOf(before: Manifest, changes: readonly ObjectChange[]): Caution[] {
  if (!/^(Cilium(Clusterwide)?)?NetworkPolicy$/.test(before.kind)) return [];
  const { name, namespace } = before.metadata;
  // It leaves with the program of its name: there is nothing left to protect.
  const leaves = changes.some(
    ({ before: from, after: to }) =>
      !to &&
      from &&
      from.manifest.metadata.name === name &&
      from.manifest.metadata.namespace === namespace &&
      podTemplatesOf(from.manifest).length > 0,
  );
  if (leaves) return [];
  return [
    caution(
      'review/access',
      before,
      field('metadata.name', name, undefined),
      'leaves dist/: what it kept out may come in',
    ),
  ];
}

function stayingOf(before: Manifest | undefined, after: Manifest): Caution[] {
  return [...access(before, after), ...atRest(before, after), ...majors(before, after)];
}

function access(before: Manifest | undefined, after: Manifest): Caution[] {
  if (/^ClusterRoleBinding$/.test(after.kind) && !before) {
    const role = fieldAt(after, 'roleRef.name');
    return [
      caution(
        'review/access',
        after,
        field('roleRef.name', undefined, role),
        `is new and gives ${String(role)} in the whole cluster`,
      ),
    ];
  }
  const [old, wanted] = [before, after].map((manifest) => new Set(manifest ? powersOf(manifest) : []));
  const more = [...wanted!].filter((each) => !old!.has(each));
  if (more.length === 0) return [];
  return [
    caution('review/access', after, field(more[0]!, undefined, true), `asks for more than before: ${more.join(', ')}`),
  ];
}

/** What a pod may do on its blade, and rules that name everything. */
function powersOf(manifest: Manifest): string[] {
  const pods = podTemplatesOf(manifest).flatMap((template) => [
    ...(['hostNetwork', 'hostPID', 'hostIPC'] as const).filter(
      (key) => (template.spec as Record<string, unknown>)[key] === true,
    ),
    ...containersOf(template).flatMap(({ name, container }) =>
      container.securityContext?.privileged === true ? [`${name} is privileged`] : [],
    ),
  ]);
  const rules = /^(Cluster)?Role$/.test(manifest.kind) ? recordsOf(manifest['rules']) : [];
  const wide = rules.filter(({ verbs, resources }) =>
    [verbs, resources].some((list) => Array.isArray(list) && list.includes('*')),
  );
  return [...pods, ...(wide.length > 0 ? ['every verb or resource (*)'] : [])];
}

function atRest(before: Manifest | undefined, after: Manifest): Caution[] {
  const replicas = [before, after].map((manifest) => fieldAt(manifest, 'spec.replicas'));
  const isWorkload = ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(after.kind);
  if (isWorkload && replicas[1] === 0 && replicas[0] !== 0) {
    return [caution('review/at-rest', after, field('spec.replicas', replicas[0], 0), 'is scaled to no pods')];
  }
  const isFlux = after.apiVersion.includes('.toolkit.fluxcd.io/');
  if (isFlux && before && fieldAt(before, 'spec.suspend') === true && fieldAt(after, 'spec.suspend') !== true) {
    return [
      caution(
        'review/at-rest',
        after,
        field('spec.suspend', true, fieldAt(after, 'spec.suspend')),
        'goes on: all that changed while it was suspended is applied at once',
      ),
    ];
  }
  return [];
}

function majors(before: Manifest | undefined, after: Manifest): Caution[] {
  if (!before) return [];
  return changedFields(before, after).flatMap(({ path, before: from, after: to }): Caution[] => {
    const isChart =
      after.kind === 'HelmRelease'
        ? path === 'spec.chart.spec.version'
        : after.kind === 'OCIRepository' && path === 'spec.ref.tag';
    const isImage = path.endsWith('.image') && /containers\[/i.test(path);
    if (!isChart && !isImage) return [];
    const [old, wanted] = [from, to].map((value) => (isImage ? imageVersion(value).numbers : pinned(value))) as [
      readonly number[],
      readonly number[],
    ];
    // A date is no major version.
    if (old.length === 0 || wanted.length === 0 || old[0]! >= 1000 || wanted[0]! >= 1000 || old[0]! >= wanted[0]!)
      return [];
    return [caution('review/major', after, field(path, from, to), `goes from major version ${old[0]} to ${wanted[0]}`)];
  });
}

/** Numbers of a version; none of a range, which may already have brought the new one. */
function pinned(version: unknown): readonly number[] {
  return /^v?\d+(\.\d+)*([-+].*)?$/.test(String(version)) ? versionNumbers(version) : [];
}

/** Apps that change and are suspended: one line each, however many objects. */
function suspendedApps(changes: readonly ObjectChange[], after: TreeTexts): Caution[] {
  const counts = new Map<string, number>();
  for (const { before: from, after: to } of changes) {
    const app = (to ?? from)!.app;
    if (app !== '') counts.set(app, (counts.get(app) ?? 0) + 1);
  }
  return [...counts].flatMap(([app, count]): Caution[] => {
    const text = after.get(`flux/Kustomization.${app}.yaml`);
    const [kustomization] = text?.includes('suspend') ? documentsIn(text) : [];
    if (!isRecord(kustomization) || fieldAt(kustomization, 'spec.suspend') !== true) return [];
    const message = `is suspended: ${count} changed object${count === 1 ? ' is' : 's are'} not applied until it goes on`;
    return [caution('review/at-rest', kustomization as Manifest, field('spec.suspend', true, true), message)];
  });
}

/** As many as nobody reads at one sitting. */
const [manyObjects, manyApps] = [60, 10];

function broad(rack: string, changes: readonly ObjectChange[]): Caution[] {
  const apps = new Set(changes.map(({ before, after }) => (after ?? before)!.app).filter(Boolean));
  if (changes.length < manyObjects && apps.size < manyApps) return [];
  const fields = [field('', changes.length, apps.size)];
  const message = `changes ${changes.length} objects of ${apps.size} apps at once`;
  return [
    {
      rule: 'review/broad',
      level: 'info',
      object: `dist/${rack}`,
      fields,
      message,
      fix: cautionRules['review/broad'].fixHint,
    },
  ];
}

function field(path: string, before: unknown, after: unknown) {
  return { path, before, after };
}

function caution(
  rule: CautionRule,
  manifest: Manifest,
  changed: ChangeHit['fields'][number],
  message: string,
): Caution {
  return {
    rule,
    level: 'warning',
    object: objectId(manifest),
    fields: [changed],
    message,
    fix: cautionRules[rule].fixHint,
  };
}
