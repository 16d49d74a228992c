import type { RackFacts } from '../facts/facts';
import type { App } from '../kit/app';
import { type Blade, type RackSpec, workersOf } from '../rack-file/rack';
import type { Has } from './runbook-parts';

export interface RackAndApps {
  rack: RackSpec;
  /** Apps that run on it, as `busyApps` finds them. */
  apps: readonly string[];
  /** Every app that there is, on or off. */
  allApps: readonly Pick<App, 'name' | 'namespaces'>[];
  /** What pages list of it, by the name in the mark. @default - nothing is listed */
  lists?: Readonly<Partial<Record<string, string>>>;
  /** Blade that a page is about. @default - any of them */
  blade?: string;
}

/** Apps that are on and found something to do: without a fan there is no fan daemon, though the rack file names it. */
export function busyApps({ rack, rendered, scrapes }: Pick<RackFacts, 'rack' | 'rendered' | 'scrapes'>): string[] {
  const busy = new Set([...rendered, ...scrapes].map(({ app }) => app));
  return Object.keys(rack.apps).filter((name) => busy.has(name));
}

/** What parts of pages are about. */
export function hasOf({ rack, apps, allApps, lists = {}, blade }: RackAndApps): Has {
  const isOn = ({ name }: Pick<App, 'name'>) => apps.includes(name);
  const namespacesOf = (some: RackAndApps['allApps']) =>
    new Set(some.flatMap(({ namespaces }) => Object.keys(namespaces)));
  const used = namespacesOf(allApps.filter(isOn));
  const sections = [
    ...(rack.certificates.acme ? ['certificates.acme'] : []),
    ...(rack.backups.offsite ? ['backups.offsite'] : []),
    ...(rack.objects ? ['objects'] : []),
  ];
  const off = allApps.filter((each) => !isOn(each));
  const listed = Object.entries(lists).flatMap(([name, text]): [string, string][] => (text ? [[name, text]] : []));
  return {
    on: new Set([...apps, ...sections, ...wordsOf(rack, blade), ...listed.map(([name]) => name)]),
    off: new Set(off.map(({ name }) => name)),
    offNamespaces: new Set([...namespacesOf(off)].filter((each) => !used.has(each))),
    lists: new Map(listed),
  };
}

/** What holds of the machines, and of the one that a page is about: of any, where it is about none. */
const words: Readonly<Record<string, (rack: RackSpec, about: readonly Blade[]) => boolean>> = {
  'several-control-planes': (rack) => controlPlanesOf(rack).length > 1,
  'one-control-plane': (rack) => controlPlanesOf(rack).length === 1,
  'control-plane-blade': (_, about) => about.some(({ role }) => role === 'control-plane'),
  'only-the-control-plane': (rack, about) =>
    controlPlanesOf(rack).length === 1 && about.every(({ role }) => role === 'control-plane'),
  'pods-on-the-blade': (rack, about) => about.some((blade) => workersOf(rack).includes(blade)),
  'pods-on-control-planes': (rack) => workersOf(rack).some(({ role }) => role === 'control-plane'),
  mac: (_, about) => about.some(({ mac }) => mac !== undefined),
  switch: (_, about) => about.some(({ feed }) => feed !== undefined),
  // As `npx rackwright power` needs it.
  'port-control': ({ switches }, about) =>
    about.some(({ feed }) => {
      const { unifi, control } = switches[feed?.switch ?? ''] ?? {};
      return unifi !== undefined && control !== undefined;
    }),
};

function wordsOf(rack: RackSpec, blade: string | undefined): string[] {
  const about = rack.blades.filter(({ name }) => blade === undefined || name === blade);
  return Object.entries(words).flatMap(([word, holds]) => (holds(rack, about) ? [word] : []));
}

const controlPlanesOf = ({ blades }: RackSpec) => blades.filter(({ role }) => role === 'control-plane');
