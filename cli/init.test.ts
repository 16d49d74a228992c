import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { InputError } from '../lib/rack-file/input-error';
import { CannotRun } from './cannot-run';
import { loneControlPlane, runInit } from './init';
import { packageSource } from './package-source';

let parent: string;
let folder: string;
let said: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rackwright-init-'));
  folder = join(parent, 'attic');
  said = '';
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text) => ((said += String(text)), true));
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(parent, { recursive: true, force: true });
});

const flags = {
  name: 'attic',
  git: 'https://forge.attic-rack.net/you/attic',
  network: '10.20.0.0/24',
  package: '0.3.0',
};

function list(name: string, text: string): string {
  const path = join(parent, name);
  writeFileSync(path, text);
  return path;
}

const rackFile = (name = 'attic') => readFileSync(join(folder, `clusters/${name}.yaml`), 'utf8');

const node = {
  metadata: { name: 'mini', labels: { 'node-role.kubernetes.io/control-plane': '' } },
  status: {
    addresses: [{ type: 'InternalIP', address: '10.20.0.10' }],
    capacity: { cpu: '8', memory: '16261652Ki' },
    nodeInfo: { architecture: 'amd64' },
  },
};
const talconfig = {
  clusterName: 'attic',
  endpoint: 'https://10.20.0.10:6443',
  nodes: [
    { hostname: 'mini', ipAddress: '10.20.0.10, 10.20.1.10', controlPlane: true, machineSpec: { arch: 'amd64' } },
  ],
};

test.each<[string, string, string, object]>([
  ['lines', 'nodes.txt', 'mini 10.20.0.10 control-plane arch=amd64 memory=16GB # on the shelf\n', {}],
  [
    'a talconfig.yaml',
    'talconfig.yaml',
    stringify(talconfig),
    { memory: '16GB', name: undefined, controlPlane: undefined },
  ],
  ['kubectl get nodes -o yaml', 'nodes.yaml', stringify({ apiVersion: 'v1', kind: 'List', items: [node] }), {}],
  ['kubectl get nodes -o json', 'nodes.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [node] }), {}],
])('from %s comes a repository that holds only what is its owner’s', async (_, name, text, more) => {
  const given = { ...flags, controlPlane: '10.20.0.10', nodes: list(name, text), ...more };
  // What the list itself says is asked of nobody.
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  expect(await runInit(folder, options)).toBe(0);
  const rack = parse(rackFile()) as {
    name: string;
    hardware: Record<string, object>;
    blades: object[];
    network: object;
  };
  expect(rack.name).toBe('attic');
  expect(Object.values(rack.hardware)).toEqual([expect.objectContaining({ arch: 'amd64', memory: '16GB' })]);
  expect(rack.blades).toEqual([
    expect.objectContaining({ names: 'mini', addresses: '10.20.0.10', role: 'control-plane' }),
  ]);
  expect(rack.network).toMatchObject({ controlPlane: '10.20.0.10', gateway: '10.20.0.1' });
  expect(readdirSync(folder).sort()).toEqual(
    ['.gitattributes', '.github', '.gitignore', '.npmrc', '.tool-versions', 'README.md', 'apps', 'cdk8s.yaml'].concat([
      'clusters',
      'images.lock.yaml',
      'main.ts',
      'package.json',
      'renovate.json',
      'tsconfig.json',
    ]),
  );
  expect(said).toMatch(/on 1 machine · \d+\.\d s/);
});

test('a line of the list that says nothing is named with its place', async () => {
  const nodes = list('nodes.txt', 'mini 10.20.0.10\nblade 10.20.0 control-plane\nblade-2 10.20.0.12 memory:8GB\n');
  const failed = runInit(folder, { ...flags, nodes });
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow(/:2:1 "10\.20\.0" behind blade is no IPv4 address[^]*:3:1 "memory:8GB"/);
  expect(existsSync(folder)).toBe(false);
});

test.each<[string, string, object, RegExp]>([
  ['an address outside the network', 'mini 10.99.0.10\n', { controlPlane: '10.20.0.10' }, /10\.99\.0\.10/],
  ['a board that nobody named', 'rock 10.20.0.10 cores=8 memory=16GB\n', { controlPlane: '10.20.0.10' }, /which board/],
])('%s is told, and nothing is written', async (_, text, more, message) => {
  expect(await runInit(folder, { ...flags, nodes: list('nodes.txt', text), ...more })).toBe(2);
  expect(said).toMatch(message);
  expect(said).toMatch(/Nothing was written/);
  expect(existsSync(folder)).toBe(false);
});

test('what nobody is there to be asked for is named all at once', async () => {
  const failed = runInit(folder, { package: '0.3.0' });
  await expect(failed).rejects.toThrow(/--name, --git, --nodes/);
});

test('a file that is there already stops it', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{}');
  const options = { ...flags, controlPlane: '10.20.0.10', nodes: list('nodes.txt', 'mini 10.20.0.10 arch=amd64\n') };
  await expect(runInit(folder, options)).rejects.toThrow(CannotRun);
  expect(readdirSync(folder)).toEqual(['package.json']);
});

describe('what the new repository depends on', () => {
  const program = () => join(parent, 'cache/node_modules/rackwright');
  const installedAs = (spec: string) => {
    mkdirSync(program(), { recursive: true });
    writeFileSync(join(parent, 'cache/package.json'), JSON.stringify({ dependencies: { rackwright: spec } }));
  };
  const source = () => packageSource({ folder, program: program(), version: '0.3.0' });

  test.each([
    ['^0.3.0', '0.3.0'],
    ['file:../rackwright-0.3.0.tgz', 'file:../rackwright-0.3.0.tgz'],
    ['https://git.example.org/rackwright-0.3.0.tgz', 'https://git.example.org/rackwright-0.3.0.tgz'],
  ])('is what the command was installed from: %s', (spec, expected) => {
    installedAs(spec);
    expect(source()).toBe(expected);
  });

  test('is what a person names, first of all', () => {
    installedAs('^0.3.0');
    const named = list('mine.tgz', '');
    expect(packageSource({ folder, program: program(), version: '0.3.0', named })).toBe('file:../mine.tgz');
  });

  test('is never a name of a registry that the command did not come from', () => {
    expect(() => packageSource({ folder, program: '/usr/src/rackwright/.cache/run', version: '99.0.0' })).toThrow(
      /--package/,
    );
  });
});

test.each<[number, number, RegExp]>([
  [6, 1, /^node-1 alone is the control plane: .*two more\.\n$/],
  [6, 3, /^$/],
  [2, 1, /^$/],
])('of %i machines with %i in the control plane it says what one alone means', (count, planes, says) => {
  const nodes = Array.from({ length: count }, (_, index) => ({
    ...({ arch: 'arm64', cores: 4, memory: '8GB', disk: '1TB' } as const),
    name: `node-${index + 1}`,
    address: `10.20.0.${index + 11}`,
    role: index < planes ? ('control-plane' as const) : ('worker' as const),
  }));
  expect(loneControlPlane(nodes)).toMatch(says);
});
