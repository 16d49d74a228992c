import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withPlaces } from '../../cli/finding-places';
import { runNewApp } from '../../cli/new-app';
import { objectId } from '../manifest/manifest';
import { InputError } from '../rack-file/input-error';
import { checkRack } from '../synth';
import { loadReference, noSecretFiles } from '../testing/reference-rack';
import { sampleImages } from '../testing/sample-rack';
import { ownApps } from './own-apps';
import { appsReadme } from './owner/apps-readme';
import { plainApp } from './plain-app';
import { productApps } from './project';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-own-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const image = { image: 'docker.io/traefik/whoami', tag: 'v1.11.0', platforms: ['linux/arm64', 'linux/amd64'] };
const unlocked = { ...image, withoutDigest: 'not looked up yet' };

function checked(images = {}) {
  const own = ownApps(root, productApps);
  const apps = [...productApps, ...own];
  const { facts, findings } = checkRack({
    rack: loadReference(own),
    apps,
    images: { ...sampleImages, ...images },
    secrets: noSecretFiles,
  });
  const ids = facts.rendered
    .filter(({ app }) => own.some(({ name }) => name === app))
    .map((each) => objectId(each.manifest));
  const errors = findings.filter(({ level }) => level === 'error');
  const placed = withPlaces(errors, { file: '', text: '', facts });
  return { ids, errors, placed, secrets: facts.secrets, sources: own.map(({ source }) => source) };
}

const configMap =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: greeting, namespace: hello }\ndata: { text: hello }\n';

test('a repository without apps/ has none', () => {
  expect(ownApps(root, productApps)).toEqual([]);
});

test('what new-app writes is complete: it renders, with its policies, and no rule is against it', () => {
  runNewApp({ cwd: root, root }, 'whoami');
  const { ids, errors, sources } = checked({ whoami: unlocked });
  expect(sources).toEqual(['apps/whoami.ts']);
  expect(ids).toEqual(expect.arrayContaining(['whoami/Deployment/whoami', 'whoami/NetworkPolicy/whoami']));
  expect(errors).toEqual([]);
});

const { domain } = loadReference().network;

test('what new-app --yaml writes is complete: no rule is against it, and people reach it', () => {
  put('apps/whoami/all.yaml', plainApp('whoami', domain));
  const { ids, errors } = checked({ whoami: unlocked });
  expect(ids).toEqual(expect.arrayContaining(['whoami/Deployment/whoami', 'whoami/HTTPRoute/whoami']));
  expect(errors).toEqual([]);
});

test.each([
  ['a route whose pods no policy lets the gateway reach', 'CiliumNetworkPolicy', '', 'network/unreachable'],
  [
    'an Ingress, which nothing serves',
    'HTTPRoute',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: whoami, namespace: whoami }\nspec: { defaultBackend: { service: { name: whoami, port: { number: 80 } } } }\n',
    'references/served',
  ],
])('plain manifests with %s are refused', (_, kind, instead, rule) => {
  const documents = plainApp('whoami', domain).split('---\n');
  const others = documents.filter((document) => !document.includes(`kind: ${kind}\n`));
  expect(others).toHaveLength(documents.length - 1);
  put('apps/whoami/all.yaml', [...others, ...(instead === '' ? [] : [instead])].join('---\n'));
  expect(checked({ whoami: unlocked }).errors.map((each) => each.rule)).toEqual([rule]);
});

test('plain manifests that take the host of another app are refused, with the files of both', () => {
  put('apps/whoami/all.yaml', plainApp('whoami', domain).replace(`[whoami.${domain}]`, `[chat.${domain}]`));
  expect(checked({ whoami: unlocked }).errors).toMatchObject([
    {
      rule: 'references/route-twice',
      object: 'whoami/HTTPRoute/whoami',
      message: `serves chat.${domain}/, and so does ml/HTTPRoute/chat (lib/apps/ml/open-webui.ts)`,
    },
  ]);
});

test('two apps that expose one host are told apart: the second names the pods of the first', () => {
  for (const name of ['ledger', 'notes']) {
    runNewApp({ cwd: root, root }, name);
    put(`apps/${name}.ts`, readFileSync(join(root, `apps/${name}.ts`), 'utf8').replace(/host: \S+/, "host: 'notes',"));
  }
  expect(() => checked({ whoami: unlocked })).toThrow(
    'host "notes" is that of ledger/Deployment/ledger already: give one of the two another host',
  );
});

const privately = (secret: string) =>
  put(
    'apps/whoami/all.yaml',
    `${plainApp('whoami', domain).replace('      containers:', '      imagePullSecrets: [{ name: regcred }]\n      containers:')}---\n${secret}`,
  );
const login = (more = '') =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: regcred, namespace: whoami${more} }\ntype: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: '' }\n`;

test('plain manifests pull from a private registry with a Secret without values, which is asked for', () => {
  privately(login());
  const { errors, ids, secrets } = checked({ whoami: unlocked });
  expect(errors).toEqual([]);
  expect(ids).not.toContain('whoami/Secret/regcred');
  expect(secrets.filter(({ app }) => app === 'whoami')).toMatchObject([
    {
      name: 'regcred',
      type: 'kubernetes.io/dockerconfigjson',
      keys: { '.dockerconfigjson': { make: 'ask', form: 'docker-config' } },
    },
  ]);
});

test('a Secret that somebody else makes is declared with its source, and nothing is asked', () => {
  privately(login(', annotations: { rackwright.dev/made-by: External Secrets }'));
  const { errors, secrets } = checked({ whoami: unlocked });
  expect(errors).toEqual([]);
  expect(secrets.filter(({ app }) => app === 'whoami')).toEqual([]);
});

test('a Secret that nothing declares is told how to declare it', () => {
  privately('');
  expect(checked({ whoami: unlocked }).errors).toMatchObject([
    { rule: 'references/secret', fix: expect.stringContaining('declare it: a Secret without values') },
  ]);
});

test('what a rule finds in plain manifests has the line of the field', () => {
  const text = plainApp('whoami', domain).replace('            limits: { memory: 32Mi }\n', '');
  put('apps/whoami/all.yaml', text);
  const line = text.split('\n').findIndex((each) => each.includes('resources:')) + 1;
  expect(checked({ whoami: unlocked }).placed).toMatchObject([
    { rule: 'resources/stated', at: { file: 'apps/whoami/all.yaml', line, column: 11 } },
  ]);
});

test('what a rule finds in an app of the kit has the line of its workload', () => {
  runNewApp({ cwd: root, root }, 'whoami');
  const text = readFileSync(join(root, 'apps/whoami.ts'), 'utf8').replace(
    "ready: httpGet('/health', 'http')",
    "ready: httpGet('/health', 'htp' as never)",
  );
  put('apps/whoami.ts', text);
  const line = text.split('\n').findIndex((each) => each.includes('new Workload')) + 1;
  const { placed } = checked({ whoami: unlocked });
  expect(placed.map(({ at }) => at)).toEqual(
    placed.map(() => ({ file: 'apps/whoami.ts', line, column: expect.any(Number) })),
  );
  expect(placed).not.toEqual([]);
});

test('plain manifests are carried along, into a namespace as closed as all others', () => {
  put('apps/hello/all.yaml', configMap);
  const { ids, errors } = checked();
  expect(ids).toEqual(['hello/ConfigMap/greeting']);
  expect(errors).toEqual([]);
});

test('a rule looks at plain manifests too', () => {
  const container = '{ name: main, image: docker.io/library/nginx:1.29 }';
  put(
    'apps/hello/all.yaml',
    `apiVersion: v1\nkind: Pod\nmetadata: { name: bare, namespace: hello }\nspec: { containers: [${container}] }\n`,
  );
  const rules = checked().errors.map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['resources/stated', 'baseline/non-root', 'images/lock']));
});

const kit = "import { app, z } from 'rackwright/kit';\n";
const named = (name: string) =>
  `${kit}export const a = app({ name: '${name}', summary: '', spec: z.strictObject({}), namespaces: {}, build: () => {} });\n`;

test('what an app throws while it is built has its line, and a misspelt field is one', () => {
  put(
    'apps/notes.ts',
    `${kit}import { Workload } from 'rackwright/kit';
export const notes = app({
  name: 'notes',
  summary: 'notes',
  spec: z.strictObject({}),
  namespaces: { notes: 'restricted' },
  build: (scope) =>
    new Workload(scope, { kind: 'Deployment', namespace: 'notes', name: 'notes', tier: 'serving', replcas: 2 } as never),
});
`,
  );
  let thrown: unknown;
  try {
    checked();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ file: 'apps/notes.ts', place: { line: 9 } });
  expect(String(thrown)).toMatch(/"replcas" \(did you mean replicas\?\)/);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['does not compile', { 'apps/a.ts': 'export const = 1;\n' }, /^apps\/a\.ts:1:14 Expected identifier/],
  ['throws', { 'apps/a.ts': `${kit}\nthrow new Error('too early');\n` }, /^apps\/a\.ts:3:7 too early/],
  ['exports no app', { 'apps/a.ts': 'export const a = 1;\n' }, /^apps\/a\.ts:1:1 exports no app/],
  ['has the name of one that is there', { 'apps/a.ts': named('redis') }, /is called redis, as an app that comes with/],
  [
    'shares its name',
    { 'apps/a.ts': named('x'), 'apps/b.ts': named('x') },
    /^apps\/b\.ts:1:1 is called x, and so is apps\/a\.ts/,
  ],
  ['is an empty folder', { 'apps/a/README.md': '' }, /^apps\/a:1:1 holds no manifests/],
  ['holds broken YAML', { 'apps/a/x.yaml': 'a: [1\nb: 2\n' }, /^apps\/a\/x\.yaml:\d+:\d+ /],
  [
    'holds a line that is no key',
    { 'apps/a/x.yaml': 'a: 1\nplain\nb: 2\n' },
    /^apps\/a\/x\.yaml:2:1 "plain" is no key and value$/,
  ],
  [
    'holds a conflict',
    { 'apps/a/x.yaml': 'a: 1\n<<<<<<< HEAD\nb: 2\n' },
    /^apps\/a\/x\.yaml:2:1 a merge conflict stands here$/,
  ],
  ['holds what is no object', { 'apps/a/x.yaml': 'a: 1\n' }, /an object without apiVersion/],
  [
    'holds a Secret in the clear',
    {
      'apps/a/x.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: a }\nstringData: { a: hunter2 }\n',
    },
    /^apps\/a\/x\.yaml:1:1 Secret s stands in the clear$/,
  ],
])('an app that %s is named with its place', (_, files, message) => {
  for (const [path, text] of Object.entries(files)) put(path, text);
  expect(() => ownApps(root, productApps)).toThrow(InputError);
  expect(() => ownApps(root, productApps)).toThrow(message);
});

const chartApp = () => {
  const [, release = ''] = /```ts\n([^]*?)```/.exec(appsReadme) ?? [];
  const head = "import { HelmRelease, app, z } from 'rackwright/kit';\n";
  const rest = "namespaces: { podinfo: 'restricted' }, build: (scope) => {";
  return `${head}export const podinfo = app({ name: 'podinfo', summary: '', spec: z.strictObject({}), ${rest}\n${release}} });\n`;
};
const podinfo = { tag: '6.9.0', platforms: ['linux/arm64', 'linux/amd64'], withoutDigest: 'not looked up yet' };

test('the Helm chart that apps/README.md shows is taken', () => {
  put('apps/podinfo.ts', chartApp());
  expect(checked({ podinfo: { ...podinfo, image: 'ghcr.io/stefanprodan/podinfo' } }).errors).toEqual([]);
});

test('a Helm chart whose pods nobody stated is told where to read how', () => {
  put('apps/podinfo.ts', chartApp().replace(/footprint: [^]*?\n {2}},\n/, ''));
  expect(() => checked()).toThrow('declare its footprint with a source, as apps/README.md shows');
});

test('an image that the lock does not have is told at its workload, beside the slips of other apps', () => {
  runNewApp({ cwd: root, root }, 'ledger');
  put('apps/notes.ts', named('notes').replace('build: () => {}', "build: () => { throw new Error('not yet'); }"));
  const text = readFileSync(join(root, 'apps/ledger.ts'), 'utf8');
  const line = text.split('\n').findIndex((each) => each.includes('new Workload')) + 1;
  let thrown: unknown;
  try {
    checked();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({
    errors: [
      { file: 'apps/notes.ts', message: expect.stringContaining('not yet') },
      { file: 'apps/ledger.ts', place: { line }, message: expect.stringContaining('has no image "ledger"') },
    ],
  });
});

test('all faults are told at once', () => {
  put('apps/a.ts', 'export const = 1;\n');
  put('apps/b.ts', 'export const b = 1;\n');
  expect(() => ownApps(root, productApps)).toThrow(/apps\/a\.ts[^]*apps\/b\.ts/);
});
