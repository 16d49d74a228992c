import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import * as acknowledge from '../cli/acknowledge';
import * as bootstrap from '../cli/bootstrap';
import * as check from '../cli/check';
import * as commission from '../cli/commission';
import * as doctor from '../cli/doctor';
import * as power from '../cli/power';
import * as secrets from '../cli/secrets';
import * as status from '../cli/status';
import * as synth from '../cli/synth';
import * as talos from '../cli/talos';
import * as cluster from '../lib/cluster';
import { appBlocks } from '../lib/app-blocks';
import type { RackFacts } from '../lib/facts/facts';
import { productApps } from '../lib/project/project';
import { runbookPages } from '../lib/project/runbook-pages';
import { busyApps } from '../lib/project/what-it-has';
import { rackDocuments } from '../lib/rack-documents';
import { loadRack } from '../lib/rack-file/load';
import { composeSample } from '../lib/testing/sample-rack';
import { checkReference } from '../lib/testing/reference-rack';

/** What a person types from a page exists: files, our own commands and options, objects of the reference rack. */
const folder = 'docs/runbooks';
const runbooks = readdirSync(folder).filter((name) => name.endsWith('.md'));
const pages = ['docs/bootstrap-homelab.md', ...runbooks.map((name) => `${folder}/${name}`)];
const textOf = (page: string) => documents[page] ?? readFileSync(page, 'utf8');
const apps = Object.values(cluster).map(({ name }) => name);

const program = new Command();
for (const command of [synth, check, commission, doctor, power, status, acknowledge, secrets, talos, bootstrap])
  command.register(program);

/** Objects that operators, charts, Talos or the page's own restore make, with who says so. */
const madeElsewhere: Readonly<Record<string, string>> = {
  'kube-system/daemonset/cilium': 'chart cilium',
  'kube-system/daemonset/cilium-envoy': 'chart cilium',
  'kube-system/deployment/cilium-operator': 'chart cilium',
  'longhorn-system/daemonset/longhorn-manager': 'chart longhorn',
  'longhorn-system/backuptarget.longhorn.io/default': 'longhorn-manager, at its first start',
  'openebs/daemonset/lvm-localpv-node': 'chart lvm-localpv',
  'openebs/deployment/lvm-localpv-controller': 'chart lvm-localpv',
  'flux-system/deployment/flux-operator': 'chart flux-operator',
  'flux-system/deployment/source-controller': 'FluxInstance, spec.components',
  'flux-system/gitrepository/flux-system': 'FluxInstance, spec.sync',
  'flux-system/kustomization/flux-system': 'FluxInstance, spec.sync',
  '/gatewayclass/cilium': 'cilium-operator, with the Gateway API switched on',
  'flux-system/secret/sops-age': 'rackwright secrets bootstrap',
  'cert-manager/secret/rack-ca': 'Certificate rack-ca',
  'data/cluster.postgresql.cnpg.io/postgres-2': 'the restore that the page walks through',
  'ml/secret/litellm-consumers': 'apps.litellm.consumers, as the page states them',
  'data/job/restore-drill-documents-1': 'the page, from a CronJob',
  'data/job/document-restore-1': 'the page, from a CronJob',
  'data/persistentvolumeclaim/data-redis-2': 'the StatefulSet controller',
  'longhorn-system/nodes.longhorn.io/blade-07': 'longhorn-manager, for every node',
  'openebs/lvmnodes.local.openebs.io/blade-07': 'the driver of node-local, for every worker',
};

const commandsOf = (page: string): string[] => commandsIn(textOf(page));

function commandsIn(text: string): string[] {
  return [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.trim()),
  );
}

/** What the reference rack has: its objects by `namespace/type/name`, its machines, and every file written for it. */
const reference = checkReference();
const { facts, tree } = reference;
const documents = rackDocuments({ ...reference, file: 'clusters/homelab.yaml' });
const present = objectsOf(facts);
const written = [
  ...Object.keys(documents),
  ...[...tree!.files.keys()].map((path) => `dist/homelab/${path}`),
  'clusters/homelab.yaml',
];

/** Whether a file or folder is in the repository, or written for the reference rack. */
const isThere = (path: string) =>
  existsSync(path) ||
  // A rack's own copies of these pages, which `npm start` writes.
  existsSync(path.replace('docs/runbooks-homelab/', `${folder}/`)) ||
  written.some((each) => each === path || each.startsWith(`${path.replace(/\/$/, '')}/`));

/** `namespace/type/name` of every object that a kubectl command names; without a namespace for those that have none. */
function objectsNamed(command: string): string[] {
  return command
    .split('kubectl ')
    .slice(1)
    .flatMap((text) => {
      const [, , namespace = '', rest = ''] = /^(--namespace (\S+) )?(.*)$/.exec(text) ?? [];
      const slashed = [...rest.matchAll(/(?<= )([a-z][a-z.]*)\/([a-z0-9.-]+)(?= |$|"|\))/g)].map(
        ([, type, name]) => `${type}/${name}`,
      );
      const spaced = [...(/get (secret) ([a-z-]+)/.exec(rest)?.slice(1, 3).join('/').split('\n') ?? [])];
      return [...slashed, ...spaced].map((id) => `${namespace}/${id}`);
    });
}

/** `namespace/type/name` of all that a rack has. */
function objectsOf({ rendered, secrets, rack: { blades } }: RackFacts): Set<string> {
  return new Set([
    ...rendered.map(({ app }) => `flux-system/kustomization/${app}`),
    ...rendered.flatMap(({ manifest: { apiVersion, kind, metadata } }) => {
      const [group = ''] = /^[^/]*(?=\/)/.exec(apiVersion) ?? [];
      const id = (type: string) => `${metadata.namespace ?? ''}/${type.toLowerCase()}/${metadata.name}`;
      return [id(kind), id(`${kind}.${group}`)];
    }),
    ...secrets.map(({ namespace, name }) => `${namespace}/secret/${name}`),
    ...blades.map(({ name }) => `/node/${name}`),
  ]);
}

test('there are pages to read, and objects to look them up in', () => {
  expect(pages.flatMap(commandsOf).flatMap(objectsNamed).length).toBeGreaterThan(100);
  expect(present.has('data/cluster.postgresql.cnpg.io/postgres')).toBe(true);
  expect(present.has('ml/secret/litellm-keys')).toBe(true);
});

test.each([
  ['kubectl --namespace data get statefulset/redis', ['data/statefulset/redis']],
  ['kubectl get clusterissuer/rack-ca && kubectl get nodes', ['/clusterissuer/rack-ca']],
  ['kubectl --namespace data get secret minio-root --output yaml', ['data/secret/minio-root']],
  ['curl localhost:8080/health', []],
])('in "%s" it sees the objects', (command, objects) => {
  expect(objectsNamed(command)).toEqual(objects);
});

test('every app has its page, and every page is listed', () => {
  expect(apps.filter((name) => !runbooks.includes(`${name}.md`))).toEqual([]);
  const index = readFileSync(`${folder}/README.md`, 'utf8');
  expect(runbooks.filter((name) => name !== 'README.md' && !index.includes(`(${name})`))).toEqual([]);
});

describe.each(apps)('the page of %s', (name) => {
  const text = existsSync(`${folder}/${name}.md`) ? readFileSync(`${folder}/${name}.md`, 'utf8') : '';

  test.each(['Normal', 'Look', 'When it fails', 'Resize or switch off'])(
    'says under "%s" what a person needs',
    (title) => {
      expect(text).toMatch(new RegExp(`^## ${title}\\n\\n\\S`, 'm'));
    },
  );

  // An app that only tells others something renders nothing that Flux could apply.
  if (present.has(`flux-system/kustomization/${name}`)) {
    test('shows how Flux sees it', () => {
      expect(text).toContain(`kubectl --namespace flux-system get kustomization/${name}\n`);
    });
  }
});

describe.each(pages)('%s', (page) => {
  const commands = commandsOf(page);

  test('names files and folders that are there', () => {
    const paths = commands
      .flatMap((command) => [...command.matchAll(/(?<![\w/.-])@?((?:dist|talos|clusters|docs)\/[\w./*-]+)/g)])
      .map(([, path = '']) => path.replace(/\/?[^/]*\*.*$/, ''));
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  test('names commands and options of ours that there are', () => {
    const own = commands.flatMap((command) => [...command.matchAll(/rackwright ([a-z].*?)(?: \||$)/g)]);
    const wrong = own.filter(([, text = '']) => !isOurs(text.split(' ')));
    expect(wrong.map(([text]) => text)).toEqual([]);
  });

  test('names objects that are in dist/ or that somebody known makes', () => {
    const unknown = commands.flatMap(objectsNamed).filter((id) => !present.has(id) && !(id in madeElsewhere));
    expect(unknown).toEqual([]);
  });

  test('links to pages that are there', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !isThere(join(dirname(page), link)))).toEqual([]);
  });
});

/** Objects of one rack, as a page of its own names them: no command is about one that it does not have. */
describe.each(readdirSync('clusters/examples'))('on the pages of %s', (name) => {
  const file = `clusters/examples/${name}`;
  const { rack: own, problems } = loadRack({ text: readFileSync(file, 'utf8'), file, apps: appBlocks(productApps) });
  if (!own) throw new Error(JSON.stringify(problems));
  const made = composeSample(own);
  const has = objectsOf(made);
  const texts = runbookPages({
    rack: own,
    apps: busyApps(made),
    allApps: productApps,
    pages: new Map(runbooks.map((each) => [each.replace('.md', ''), readFileSync(`${folder}/${each}`, 'utf8')])),
  });
  const elsewhere = (id: string) => id in madeElsewhere || Object.keys(madeElsewhere).some((each) => madeFor(each, id));
  const madeFor = (each: string, id: string) =>
    each.endsWith('/blade-07') && id.startsWith(each.replace('blade-07', ''));

  test('every object that a command names is in its dist/, or somebody known makes it', () => {
    const unknown = Object.entries(texts).flatMap(([path, text]) =>
      commandsIn(text)
        .flatMap(objectsNamed)
        .filter((id) => !has.has(id) && !elsewhere(id))
        .map((id) => `${path} ${id}`),
    );
    expect(unknown).toEqual([]);
  });
});

function isOurs([name, ...rest]: string[]): boolean {
  let command = program.commands.find((each) => each.name() === name);
  const sub = command?.commands.find((each) => each.name() === rest[0]);
  command = sub ?? command;
  if (!command) return false;
  const known = new Set(command.options.flatMap(({ long, short }) => [long, short]));
  return rest.filter((word) => word.startsWith('-')).every((option) => known.has(option));
}
