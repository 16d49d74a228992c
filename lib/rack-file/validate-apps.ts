import type { Node, Pair } from 'yaml';
import { isMap, isScalar, isSeq, YAMLMap } from 'yaml';
import type { AppBlock } from './app-block';
import type { DraftApp } from './draft';
import { explainIssue, explainKind, show } from './explain';
import type { Validator } from './validator';
import { withNeeds } from './needs';
import { ofSize, type Size, sizes } from './size';
import { pairOf } from './source';

const states = new Map([
  ['on', true],
  ['true', true],
  ['off', false],
  ['false', false],
]);

const others = {
  on: ['yes', 'y', 'enabled', 'enable'],
  off: ['no', 'n', 'none', 'never', 'disabled', 'disable'],
};

/**
 * Every app there is. One is on when the rack file names it, with a block or `on`, or when one that is on needs it, so
 * that an update which brings a new app switches nothing on. A block that is absent takes its defaults.
 */
export function validateApps(
  validator: Validator,
  node: Node | null | undefined,
  { all, size, sections }: AppsOfRack,
): DraftApp[] {
  const apps = all.filter(({ section }) => section === undefined);
  const bySection = all.filter(({ section }) => section !== undefined && sections.has(section));
  if (node && !isMap(node) && !(isScalar(node) && node.value === null)) {
    validator.faults.push(explainKind(isScalar(node) ? node.value : [], 'a map', ['apps']));
    return [...apps, ...bySection].map((app) => ({ app }));
  }
  const map = isMap(node) ? node : new YAMLMap();
  validator.refuseUnknownKeys(map.items as Pair[], Object.fromEntries(apps.map(({ name }) => [name, true])), ['apps']);
  const stated = new Map(apps.map((app) => [app.name, statedOf(validator, pairOf(map, app.name), app)]));
  const validated = new Map(
    apps.map((app): [string, Validated] => {
      const { map: block = new YAMLMap() } = stated.get(app.name) as Stated;
      const sized = { ...app, schema: ofSize(app, sizeOf(block) ?? size) };
      const data = validateBlock(validator, block, sized);
      return [app.name, { block: data, app: { ...sized, needs: needsOf(app, data, bySection) } }];
    }),
  );
  const known = [...[...validated.values()].map(({ app }) => app), ...bySection];
  const wanted = withNeeds(
    known,
    (app) => app.alwaysOn === true || app.section !== undefined || stated.get(app.name)?.on === true,
  );
  return known.map((app): DraftApp => {
    if (app.section !== undefined) return { app, on: true, block: {} };
    const { on } = stated.get(app.name) as Stated;
    if (on === 'unclear') return { app };
    if (on === false || (on === undefined && !wanted.has(app.name))) return { app, on: false };
    return { app, on: true, block: validated.get(app.name)?.block };
  });
}

export interface AppsOfRack {
  all: readonly AppBlock[];
  size: Size;
  /** Sections that the rack file states, of those that bring an app. */
  sections: ReadonlySet<string>;
}

interface Validated {
  /** With the defaults of its size and the needs of its block. */
  app: AppBlock;
  /** undefined when a part of it is broken. */
  block: unknown;
}

function sizeOf(map: YAMLMap): Size | undefined {
  const stated = map.get('size');
  return sizes.find((size) => size === stated);
}

/** A block with a fault in it is taken to need all that it might. */
function needsOf({ needs, needsWhen = [] }: AppBlock, block: unknown, bySection: readonly AppBlock[]): string[] {
  const conditional = needsWhen.filter(({ isNeeded }) => block === undefined || isNeeded(block as never));
  const names = [...needs, ...conditional.map(({ app }) => app)];
  return names.map((name) => bySection.find(({ inPlaceOf = [] }) => inPlaceOf.includes(name))?.name ?? name);
}

/** What the rack file says of one app; `on` is undefined when it does not name it. */
interface Stated {
  on: boolean | 'unclear' | undefined;
  map?: YAMLMap;
}

function statedOf(validator: Validator, pair: Pair | undefined, app: AppBlock): Stated {
  if (!pair) return { on: undefined };
  const at = ['apps', app.name];
  const node = pair.value as Node | null;
  if (isMap(node)) return { on: true, map: node };
  const value: unknown = isScalar(node) ? node.value : isSeq(node) ? [] : null;
  const on = value === null ? true : states.get(String(value));
  if (on !== undefined) return { on };
  const title = `${isSeq(node) ? 'a list' : show(value)} is neither on, off nor a block`;
  const suggestion = (['on', 'off'] as const).find((state) => others[state].includes(String(value).toLowerCase()));
  validator.faults.push({ at, title, detail: `write ${app.name}: off, or ${example(app)}`, suggestion });
  return { on: states.get(suggestion ?? '') ?? 'unclear' };
}

/** A block with a slip in it still counts if it is clear what every field means. */
function validateBlock(validator: Validator, map: YAMLMap, { name, schema }: AppBlock): unknown {
  const at = ['apps', name];
  const before = validator.faults.length;
  const { data, error } = schema.safeParse(validator.validate(map, schema, at));
  // What two fields say together is only looked at when each is sound by itself.
  if (validator.faults.length === before) {
    for (const issue of error?.issues ?? []) {
      validator.faults.push(explainIssue(issue, schema, undefined, [...at, ...(issue.path as string[])]));
    }
  }
  return data;
}

/** `postgres: { memory: … }`, with the first field that the app has. */
function example({ name, schema }: AppBlock): string {
  const [field] = Object.keys(schema.shape);
  return `${name}: { ${field ? `${field}: …` : ''} }`;
}
