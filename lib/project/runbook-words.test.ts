import { readdirSync } from 'node:fs';
import { appBlocks } from '../app-blocks';
import type { RackSpec } from '../rack-file/rack';
import { loadReference } from '../testing/reference-rack';
import { composeSample } from '../testing/sample-rack';
import { productApps } from './project';
import { runbookPages } from './runbook-pages';
import { loadProductRack, productPages as pages } from './testing/product-pages';
import { busyApps } from './what-it-has';

/** Pages of a rack name no app that it does not run: at night somebody would look for it. */

/** Names that are English words, too: they mean the app only in code, `apps.chat` or `deployment/chat`. */
const ordinary = new Set(['chat', 'certificates', 'embeddings', 'gateway', 'ingest', 'logs', 'namespaces']);

/** What people call an app, or type to use it, beside its name. */
const spoken: Readonly<Record<string, string>> = {
  'cloudnative-pg': 'CloudNativePG',
  'log-collector': 'vlagent',
  logs: 'VictoriaLogs',
  'metrics-server': 'kubectl (?:--namespace \\S+ )?top',
  'node-local': 'OpenEBS',
  'open-webui': 'Open\\s+WebUI',
  postgres: 'PostgreSQL',
  'thermal-daemon': 'the fan daemon',
};

const kinds = 'deployment|statefulset|daemonset|kustomization|cronjob|job|service';
const wordsOf = new Map(
  productApps.map(({ name }) => {
    const said = ordinary.has(name) ? [] : [name.replaceAll('-', '[- ]')];
    const words = [
      ...said,
      `apps\\.${name}`,
      `(?:${kinds})/${name}(?:-\\d+)?`,
      `${name}\\.md`,
      spoken[name] ?? [],
    ].flat();
    return [name, new RegExp(`(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, 'i')];
  }),
);

/** Lines of its pages that name what it does not run. */
function wrongLines(rack: RackSpec, apps: readonly string[]): string[] {
  const off = [...wordsOf].filter(([name]) => !apps.includes(name));
  return Object.entries(runbookPages({ rack, apps, allApps: productApps, pages })).flatMap(([path, text]) =>
    off
      .filter(([, word]) => word.test(text))
      .flatMap(([name, word]) =>
        text.split('\n').flatMap((line) => (word.test(line) ? [`${path} names ${name}: ${line}`] : [])),
      ),
  );
}

const examples = readdirSync('clusters/examples').map((name) => `clusters/examples/${name}`);

test.each(examples)('the pages of %s name no app that does not run', (file) => {
  const rack = loadProductRack(file);
  expect(wrongLines(rack, busyApps(composeSample(rack)))).toEqual([]);
});

const everything = loadReference();
const blocks = appBlocks(productApps);
const optional = productApps.filter(({ alwaysOn, name }) => !alwaysOn && name in everything.apps);

/** All apps but one and those that need it. */
function without(name: string): string[] {
  const gone = new Set([name]);
  for (let before = 0; before !== gone.size;) {
    before = gone.size;
    for (const each of blocks) if (each.needs.some((need) => gone.has(need))) gone.add(each.name);
  }
  return Object.keys(everything.apps).filter((each) => !gone.has(each));
}

test.each(optional)('the pages of a rack with everything but $name do not name it', ({ name }) => {
  expect(wrongLines(everything, without(name))).toEqual([]);
});

test('a page that names an app is seen', () => {
  expect(wordsOf.get('open-webui')?.test('as Open WebUI does')).toBe(true);
  expect(wordsOf.get('redis')?.test('kubectl get statefulset/redis')).toBe(true);
  expect(wordsOf.get('chat')?.test('`apps.chat: off`')).toBe(true);
  expect(wordsOf.get('chat')?.test('an answer of the chat model')).toBe(false);
  expect(wordsOf.get('minio')?.test('the object store')).toBe(false);
});
