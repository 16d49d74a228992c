import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { nearest } from '../lib/checks/nearest';
import { type RackView, rackView } from '../lib/checks/rack-view';
import type { Manifest } from '../lib/manifest/manifest';
import { readTree } from '../lib/output/read-tree';
import { type Explained, type Explanation, explain } from '../lib/review/explain';
import { CannotRun } from './cannot-run';
import { placesIn } from './rack-file-places';
import { type Place, placeOf } from './rack-root';
import { filesIn, readDist } from './read-dist';
import { runToEnd } from './run';

export function register(program: Command): void {
  program
    .command('explain')
    .description('why an object is there, who uses it, and what breaks without it')
    .argument(
      '<object-or-place>',
      '`data/StatefulSet/redis`, `StatefulSet/redis`, `redis`; or `file:line` of dist/, the rack file, an app',
    )
    .option('--json', 'one document per object and line')
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright explain data/StatefulSet/redis
  npx rackwright explain clusters/homelab.yaml:31
  npx rackwright explain dist/homelab/apps/redis/data/ConfigMap.redis.yaml:4`,
    )
    .action((named: string, { json = false }: { json?: boolean }) =>
      runToEnd(() => {
        process.stdout.write(runExplain(placeOf(process.cwd()), named, json));
        return 0;
      }, process.env),
    );
}

/** A rack's tree with everything that is looked up in it. */
interface Tree {
  rack: string;
  view: RackView;
  texts: Map<string, string>;
  /** Objects, and Secrets that are sealed, each with its file below `dist/<rack>/`. */
  things: readonly Thing[];
}

interface Thing extends Explained {
  kind: string;
  file: string;
}

export function runExplain(place: Place, named: string, json: boolean): string {
  const trees = readDist({ ...place, cwd: place.root }, 'dist').map(({ rack, files }): Tree => {
    const { facts, places, problems } = readTree(rack, files);
    if (!facts)
      throw new CannotRun(problems.map(({ object, message, fix }) => `${object} ${message}: ${fix}`).join('\n'));
    const texts = new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]));
    const view = rackView(facts);
    return { rack, view, texts, things: thingsOf(rack, view, places) };
  });
  const clusters = new Map(
    [...filesIn(join(place.root, 'clusters'))].map(([path, bytes]) => [path, Buffer.from(bytes).toString('utf8')]),
  );
  const found = trees.flatMap((tree) => meant(place, tree, named, clusters).map((object) => ({ tree, object })));
  if (found.length === 0) throw new CannotRun(nothingFound(named, trees));
  const lines = found.map(({ tree, object }) => {
    const { file } = object;
    const explanation = explain(object, { view: tree.view, tree: tree.texts, file });
    const at = placesIn(tree.rack, clusters)(explanation.specPath);
    if (json) return `${JSON.stringify({ version: 1, rack: tree.rack, ...explanation, ...(at && { at }) })}\n`;
    return asText(explanation, { file: `dist/${tree.rack}/${file}`, at: at ? `${at.file}:${at.line}` : '' });
  });
  return lines.join(json ? '' : '\n');
}

function thingsOf(rack: string, view: RackView, places: ReadonlyMap<Manifest, string>): Thing[] {
  const objects = view.objects.map(({ id, app, source, specPath, kind, manifest }) => ({
    id,
    app,
    source,
    specPath,
    kind,
    file: places.get(manifest) ?? '',
  }));
  const sealed = view.secrets.map(({ namespace, name, app }) => ({
    id: `${namespace}/Secret/${name}`,
    app,
    source: `secrets/${rack}/${namespace}/${name}.sops.yaml`,
    specPath: `apps.${app}`,
    kind: 'Secret',
    file: `apps/${app}/${namespace}/Secret.${name}.sops.yaml`,
  }));
  return [...objects, ...sealed.filter(({ id }) => objects.every((each) => each.id !== id))];
}

/** Objects that a name or a place stands for; several where a place makes several. */
function meant({ cwd, root }: Place, tree: Tree, named: string, clusters: ReadonlyMap<string, string>): Thing[] {
  const [, typed, line] = /^(.+):(\d+)$/.exec(named) ?? [];
  const path = resolve(cwd, typed ?? named);
  if (existsSync(path)) return atPlace(relative(root, path), Number(line ?? 1), tree, clusters);
  const ends = tree.things.filter(({ id }) => id === named || id.endsWith(`/${named}`));
  const exact = ends.filter(({ id }) => id === named);
  // `redis` is the program first of all, and not its Service.
  const programs = ends.filter(({ kind }) => running.includes(kind));
  return [exact, programs].find((some) => some.length > 0) ?? ends;
}

const running = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Cluster', 'HelmRelease'];

/** @param file from the root of the repository */
function atPlace(file: string, line: number, { rack, things }: Tree, clusters: ReadonlyMap<string, string>): Thing[] {
  if (file.startsWith(`dist/${rack}/`)) return things.filter((thing) => `dist/${rack}/${thing.file}` === file);
  if (!file.startsWith('clusters/')) return mainOnes(things.filter(({ source }) => source === file));
  const placed = placesIn(rack, clusters);
  const lineOf = ({ specPath }: Thing) => {
    const at = specPath === '' ? undefined : placed(specPath);
    return at?.file === file && at.line <= line ? at.line : 0;
  };
  // A line between two apps is of the one before it.
  const nearest = Math.max(0, ...things.map(lineOf));
  return nearest === 0 ? [] : mainOnes(things.filter((thing) => lineOf(thing) === nearest));
}

/** What runs, of an app's many objects; all of them where nothing does. */
function mainOnes(things: readonly Thing[]): Thing[] {
  const main = things.filter(({ kind }) => running.includes(kind));
  return [...(main.length > 0 ? main : things.filter(({ kind }) => kind !== 'Kustomization'))].slice(0, 5);
}

function nothingFound(named: string, trees: readonly Tree[]): string {
  if (/^(?:.*\/)?clusters\/[^/]+\.yaml(?::\d+)?$/.test(named))
    return `no object of dist/ follows from ${named} alone: it is about machines or the whole rack. A line under apps leads to objects; npx rackwright review says what a change of any line does`;
  const ids = trees.flatMap(({ things }) => things.map(({ id }) => id));
  const names = [
    ...ids,
    ...ids.map((id) => id.split('/').slice(-2).join('/')),
    ...ids.map((id) => id.slice(id.lastIndexOf('/') + 1)),
  ];
  const near = nearest(named, new Set(names));
  return `dist/ has nothing called ${named}${near === undefined ? '' : `: did you mean ${near}?`}`;
}

function asText(explanation: Explanation, { file, at }: { file: string; at: string }): string {
  const { object, app, source, specPath, wantedBy, uses, usedBy, breaks, gate } = explanation;
  const steered = [specPath, at].filter(Boolean).join(', ');
  const sections: [string, string[]][] = [
    [
      'why it is there',
      [
        `app ${app} (${source})${steered === '' ? '' : `, steered by ${steered}`}`,
        wantedBy.length > 0 ? `used by the apps ${wantedBy.join(', ')}` : 'no other app uses this one',
        file,
      ],
    ],
    ['what it uses', uses],
    ['who uses it', usedBy],
    ['what stops without it', breaks],
    ['what the gate says of removing it', gate.map(({ level, rule, message }) => `${level} ${rule}: ${message}`)],
  ];
  const shown = sections.map(([title, lines]) => {
    const few = lines.length > 12 ? [...lines.slice(0, 11), `and ${lines.length - 11} more: --json`] : lines;
    return [`  ${title}`, ...(few.length > 0 ? few : ['nothing']).map((line) => `    ${line}`)].join('\n');
  });
  return `${object}\n${shown.join('\n')}\n`;
}
