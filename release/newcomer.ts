import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run test:newcomer`: packs Rackwright and does in empty folders, without a network, what its owner-to-be does:
 * `init` for racks of several shapes, a key, Secrets, `npm start`, `npm test`, an app of one's own, plain manifests.
 */
const root = process.cwd();
const parent = mkdtempSync(join(tmpdir(), 'rackwright-newcomer-'));
const installed = join(parent, 'installed');
let passed = 0;
let failed = 0;

/** All that an owner has. */
const owned = [
  '.gitattributes',
  '.github',
  '.gitignore',
  '.tool-versions',
  'README.md',
  'apps',
  'cdk8s.yaml',
  'clusters',
  'dist',
  'docs',
  'images.lock.yaml',
  'node_modules',
  'package.json',
  'renovate.json',
  'secrets',
  'talos',
];

const shapes: Record<string, { nodes: string; flags: string[] }> = {
  'one-node': {
    nodes: 'mini-01 192.168.1.10 control-plane\n',
    flags: ['--arch', 'amd64', '--memory', '16GB', '--control-plane', '192.168.1.10'],
  },
  'five-blades': { nodes: blades(5), flags: [] },
  'twenty-blades': { nodes: blades(20), flags: [] },
  'vm-control-plane': {
    nodes: ['control-01 192.168.1.10 control-plane', ...blades(20).replaceAll(' control-plane', '').split('\n')].join(
      '\n',
    ),
    flags: ['--control-plane', '192.168.1.10'],
  },
};

function blades(count: number): string {
  const line = (i: number) =>
    `blade-${String(i + 1).padStart(2, '0')} 192.168.1.${11 + i}${i < 3 ? ' control-plane' : ''}`;
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

try {
  install();
  for (const [name, shape] of Object.entries(shapes)) newcomer(name, shape);
} finally {
  rmSync(parent, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** As npm would, but from what lies here: the tarball, and esbuild of this repository. */
function install(): void {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  step('npm run package', root, 'node bin/run.cjs release/pack.ts');
  mkdirSync(join(installed, 'rackwright'), { recursive: true });
  step('unpack', root, `tar xzf build/rackwright-${version}.tgz -C ${installed}/rackwright --strip-components 1`);
  symlinkSync(join(root, 'node_modules/esbuild'), join(installed, 'esbuild'));
  symlinkSync(join(root, 'node_modules/@esbuild'), join(installed, '@esbuild'));
  mkdirSync(join(installed, '.bin'));
  symlinkSync('../rackwright/bin/rackwright.cjs', join(installed, '.bin/rackwright'));
}

function newcomer(name: string, { nodes, flags }: { nodes: string; flags: string[] }): void {
  const folder = join(parent, name);
  const command = `node ${installed}/rackwright/bin/rackwright.cjs`;
  writeFileSync(join(parent, 'nodes.txt'), `${nodes}\n`);
  const given = [
    '--name',
    name,
    '--git',
    'https://git.example.org/you/rack',
    '--network',
    '192.168.1.0/24',
    '--nodes',
    'nodes.txt',
  ];
  step(`${name}: init`, parent, `${command} init ${name} ${[...given, ...flags].join(' ')}`);
  cpSync(installed, join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  step(`${name}: a key and Secrets`, folder, 'npx rackwright secrets init && npx rackwright secrets create');
  step(`${name}: npm start`, folder, 'npm start');
  step(`${name}: npm test`, folder, 'npm test');
  ownApps(name, folder);
  step(`${name}: upgrade without a migration`, folder, 'npx rackwright upgrade --from 0.2.0 && npm test');
  // As of 0.1 every app was on, which takes a large rack.
  if (name === 'twenty-blades')
    step(`${name}: upgrade with one`, folder, 'npx rackwright upgrade --from 0.1.0 && npm test');
  const mine = readdirSync(folder).filter((each) => !owned.includes(each));
  count(`${name}: nothing of the product lies in the repository`, mine.length === 0, mine.join(', '));
}

function ownApps(name: string, folder: string): void {
  step(`${name}: new-app`, folder, 'npx rackwright new-app whoami');
  writeFileSync(
    join(folder, 'images.lock.yaml'),
    'whoami:\n  image: docker.io/traefik/whoami\n  tag: v1.11.0\n  platforms: [linux/arm64, linux/amd64]\n  withoutDigest: not looked up yet\n',
  );
  mkdirSync(join(folder, 'apps/hello'));
  writeFileSync(
    join(folder, 'apps/hello/all.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: greeting, namespace: hello }\ndata: { text: hello }\n',
  );
  const rack = join(folder, `clusters/${name}.yaml`);
  const block = name === 'one-node' ? '{ replicas: 1 }' : 'on';
  writeFileSync(rack, readFileSync(rack, 'utf8').replace(/^apps:.*$/m, `$&\n  whoami: ${block}\n  hello: on`));
  step(`${name}: npm start with apps of one's own`, folder, 'npm start');
  step(
    `${name}: both are in dist/`,
    folder,
    `ls dist/${name}/apps/whoami/whoami/Deployment.whoami.yaml dist/${name}/apps/hello/hello/ConfigMap.greeting.yaml`,
  );
  step(`${name}: npm test with them`, folder, 'npm test');
}

function step(name: string, cwd: string, command: string): void {
  const env = { ...process.env, SOPS_AGE_KEY_FILE: join(parent, 'key.txt'), npm_config_offline: 'true' };
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  count(`${name} (${seconds} s)`, status === 0, `${stdout}${stderr}`.trimEnd().split('\n').slice(-30).join('\n'));
}

function count(name: string, ok: boolean, said: string): void {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  if (ok) passed += 1;
  else {
    failed += 1;
    console.log(said);
  }
}
