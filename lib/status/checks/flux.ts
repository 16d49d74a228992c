import { fieldAt, textOf } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { counted, listed } from '../../units/words';
import { forHowLong } from '../ages';
import type { Found, Situation, StatusCheck } from '../line';
import { conditionOf, fluxGroup, ofKind } from '../seen';

const namespaceOfFlux = 'flux-system';

/** What git says and the cluster does not have, and why. */
export const flux: StatusCheck = {
  id: 'flux',
  finds: 'what Flux cannot read, cannot apply, has not applied yet, or does not reconcile (suspended)',
  check: (situation) => [
    ...sources(situation),
    ...missing(situation),
    ...failing(situation),
    ...suspended(situation),
    ...unpushed(situation),
  ],
};

function sources({ seen, nowMs }: Situation): Found[] {
  return ofKind(seen, 'GitRepository', 'source.toolkit.fluxcd.io').flatMap((source): Found[] => {
    const ready = conditionOf(source, 'Ready');
    if (!ready || ready.status === 'True') return [];
    const { name, namespace = '' } = source.metadata;
    return [
      {
        level: 'broken',
        object: objectId(source),
        message: `Flux cannot read ${String(fieldAt(source, 'spec.url'))}${forHowLong(ready.since, nowMs)}: ${oneLine(ready.message)}`,
        ...(ready.since && { since: ready.since }),
        command: `kubectl --namespace ${namespace} describe gitrepository/${name}`,
        page: 'flux-operator',
      },
    ];
  });
}

/** A tree that Flux never saw: the whole of it, or one app of it. */
function missing({ seen, view }: Situation): Found[] {
  const there = ofKind(seen, 'Kustomization', fluxGroup);
  const wanted = view.ofKind('Kustomization').map(({ name }) => name);
  if (there.length === 0) {
    if (seen.unread.length > 0) return [];
    const message = 'Flux has no Kustomization: it is not installed, or nothing told it of this rack';
    return [
      {
        level: 'broken',
        object: `${namespaceOfFlux}/Kustomization`,
        message,
        command: 'npx rackwright bootstrap',
        page: 'flux-instance',
      },
    ];
  }
  const names = new Set(there.map(({ metadata }) => metadata.name));
  const absent = wanted.filter((app) => !names.has(app));
  if (absent.length === 0) return [];
  return [
    {
      level: 'risk',
      object: `${namespaceOfFlux}/Kustomization/${absent[0]}`,
      message: `Flux has not heard of ${listed(absent)}, which dist/ has: is it committed and pushed?`,
      command: `git status dist/${view.rack.name} && git log origin/${view.rack.git.branch}..HEAD -- dist/${view.rack.name}`,
      page: 'flux-operator',
    },
  ];
}

/** What waits for another is no cause: the other one has a line of its own. */
function failing({ seen, nowMs }: Situation): Found[] {
  const kinds = [...ofKind(seen, 'Kustomization', fluxGroup), ...ofKind(seen, 'HelmRelease', 'helm.toolkit.fluxcd.io')];
  const notReady = kinds.flatMap((object) => {
    const ready = conditionOf(object, 'Ready');
    if (!ready || ready.status === 'True' || isSuspended(object)) return [];
    return [{ object, ready }];
  });
  const waits = ({ ready }: (typeof notReady)[number]) => ready.reason === 'DependencyNotReady';
  const roots = notReady.filter((each) => !waits(each));
  const waiting = notReady.filter(waits).map(({ object }) => object.metadata.name);
  const isAlone = roots.length <= 1;
  return [...roots, ...(roots.length === 0 ? notReady : [])].map(({ object, ready }, index) => {
    const { name, namespace = namespaceOfFlux } = object.metadata;
    const others = index === 0 ? waitFor(waiting.length, isAlone) : '';
    const isUnderWay = ready.status === 'Unknown';
    const failed = isUnderWay ? 'has not applied' : 'cannot apply';
    return {
      level: isUnderWay ? ('risk' as const) : ('broken' as const),
      object: objectId(object),
      message: `Flux ${failed} ${name}${forHowLong(ready.since, nowMs)} (${ready.reason}): ${oneLine(ready.message)}${others}`,
      ...(ready.since && { since: ready.since }),
      command: `kubectl --namespace ${namespace} describe ${object.kind.toLowerCase()}/${name}`,
      page: 'flux-operator',
      explains: [objectId(object)],
    };
  });
}

function waitFor(apps: number, isAlone: boolean): string {
  if (apps === 0) return '';
  return `; ${counted(apps, 'app')} ${apps === 1 ? 'waits' : 'wait'} for ${isAlone ? 'it' : 'such'}`;
}

function suspended({ seen }: Situation): Found[] {
  const asleep = ofKind(seen, 'Kustomization', fluxGroup).filter(isSuspended);
  const [first] = asleep;
  if (!first) return [];
  const names = asleep.map(({ metadata }) => metadata.name);
  return [
    {
      level: 'risk',
      object: objectId(first),
      message: `Flux is suspended for ${listed(names)}: commits have no effect there`,
      command: `kubectl --namespace ${namespaceOfFlux} patch kustomization/${names[0]} --field-manager flux-client-side-apply --type merge --patch '{"spec":{"suspend":false}}'`,
      page: 'flux-operator',
    },
  ];
}

function unpushed({ seen: { checkout }, view: { rack } }: Situation): Found[] {
  if (!checkout) return [];
  const command = `git log --oneline ${checkout.applied.replace(/^.*[:/]/, '')}..HEAD -- dist/${rack.name}`;
  if (!checkout.knowsApplied) {
    return [
      {
        level: 'note',
        object: `${namespaceOfFlux}/GitRepository/flux-system`,
        message: `the cluster runs ${checkout.applied}, which this checkout does not have: it may be behind`,
        command: 'git fetch && git status',
        page: 'flux-operator',
      },
    ];
  }
  if (checkout.changedApps.length === 0) return [];
  return [
    {
      level: 'note',
      object: `${namespaceOfFlux}/GitRepository/flux-system`,
      message: `dist/ here is not what the cluster runs (${checkout.applied}): ${listed(checkout.changedApps)} differ`,
      command,
      page: 'flux-operator',
    },
  ];
}

function isSuspended(object: Manifest): boolean {
  return fieldAt(object, 'spec.suspend') === true;
}

function oneLine(text: string): string {
  const joined = (textOf(text) ?? 'it does not say why').replaceAll(/\s+/g, ' ');
  return joined.length > 300 ? `${joined.slice(0, 299)}…` : joined;
}
