import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { judgesCache } from './checkout';

/** What an image has below its program: shells and libraries. Nothing of it touches the host. */
const base = ['libc6', 'base-files', 'dash', 'bash', 'coreutils', 'sed', 'grep', 'mawk', 'tzdata', 'busybox'];

interface Tree {
  suite: string;
  packages: readonly string[];
  /** As Debian calls it. @default that of this machine */
  architecture?: string;
}

/** What a blade boots from beside programs that are built: container runtime, network plugins, and what kubelet and kube-proxy call. */
const bladePackages = [
  ...['libc6', 'base-files', 'bash', 'coreutils', 'findutils', 'sed', 'grep', 'util-linux', 'mount', 'procps'],
  ...['iproute2', 'iptables', 'nftables', 'conntrack', 'runc', 'containernetworking-plugins', 'e2fsprogs', 'kmod'],
];

const trees = {
  /** Real servers that Debian packages. */
  servers: {
    suite: 'forky',
    packages: [
      ...[...base, 'redis-server', 'redis-sentinel', 'valkey-server', 'valkey-sentinel', 'prometheus-redis-exporter'],
      ...['postgresql-18', 'postgresql-18-pgvector'],
    ],
  },
  /** What images of Python programs build on: the interpreter, and libraries that wheels expect. */
  python: {
    suite: 'bookworm',
    packages: [...base, 'python3.11', 'libstdc++6', 'libgomp1', 'zlib1g', 'ca-certificates', 'media-types'],
  },
  /** A blade of the rack in a box, and one that an emulator runs. */
  blade: { suite: 'bookworm', packages: bladePackages },
  arm64Blade: { suite: 'bookworm', packages: bladePackages, architecture: 'arm64' },
  /** What makes and enlarges file systems of a stated size for blades of the rack in a box. */
  disks: { suite: 'bookworm', packages: ['libc6', 'xfsprogs'] },
  /** curl is in the image of llama.cpp too, for its own health check. */
  llama: { suite: 'forky', packages: [...base, 'findutils', 'llama.cpp', 'curl'] },
} satisfies Record<string, Tree>;

export interface DebianTree {
  root: string;
  /** `name version` of a package that was unpacked. */
  version(name: string): string;
}

/**
 * The unpacked packages, downloaded once (20 to 60 MB each) through apt with a configuration of its own.
 *
 * @throws when apt is missing or refuses
 */
export function debianTree(name: keyof typeof trees = 'servers'): DebianTree {
  const tree: Tree = trees[name];
  const wanted = createHash('sha256').update(
    JSON.stringify([tree.suite, tree.packages, tree.architecture ?? process.arch]),
  );
  const home = join(judgesCache(), `debian-${wanted.digest('hex').slice(0, 16)}`);
  if (!existsSync(home)) download(home, tree);
  const versions = readFileSync(join(home, 'versions'), 'utf8').split('\n');
  return {
    root: join(home, 'root'),
    version: (of) => versions.find((line) => line.startsWith(`${of} `)) ?? `${of} (not in the tree)`,
  };
}

function download(home: string, { suite, packages, architecture }: Tree): void {
  console.error(`downloading Debian packages once (kept in ${home})`);
  const scratch = `${home}.${process.pid}`;
  const root = join(scratch, 'root');
  for (const folder of [
    'state/lists/partial',
    'cache/archives/partial',
    'root/usr/bin',
    'root/usr/lib',
    'root/usr/lib64',
  ])
    mkdirSync(join(scratch, folder), { recursive: true });
  for (const folder of ['bin', 'lib', 'lib64', 'sbin']) symlinkSync(`usr/${folder}`, join(root, folder));
  mkdirSync(join(root, 'usr', 'sbin'));
  writeFileSync(join(scratch, 'status'), '');
  writeFileSync(join(scratch, 'sources.list'), `deb [signed-by=${keyring}] ${mirror()} ${suite} main\n`);
  writeFileSync(join(scratch, 'apt.conf'), aptConf(scratch, architecture));
  const env = { ...process.env, APT_CONFIG: join(scratch, 'apt.conf') };
  run('apt-get', ['update', '-qq'], env);
  run('apt-get', ['install', '-qq', '-y', '--download-only', '--no-install-recommends', ...packages], env);
  const archives = join(scratch, 'cache', 'archives');
  const debs = readdirSync(archives).filter((name) => name.endsWith('.deb'));
  for (const deb of debs) {
    const unpack = 'dpkg-deb --fsys-tarfile "$0" | tar -x -C "$1" --keep-directory-symlink';
    run('sh', ['-c', unpack, join(archives, deb), root], env);
  }
  const versions = debs.map((deb) => decodeURIComponent(deb).split('_').slice(0, 2).join(' ')).sort();
  writeFileSync(join(scratch, 'versions'), `${versions.join('\n')}\n`);
  rmSync(join(scratch, 'cache'), { recursive: true });
  renameSync(scratch, home); // a download that dies half-way leaves no tree that looks whole
}

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

function aptConf(scratch: string, architecture: string | undefined): string {
  const settings = {
    ...(architecture && { 'APT::Architecture': architecture, 'APT::Architectures': architecture }),
    'Dir::State': join(scratch, 'state'),
    'Dir::State::status': join(scratch, 'status'),
    'Dir::Cache': join(scratch, 'cache'),
    'Dir::Etc::sourcelist': join(scratch, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'APT::Sandbox::User': 'root',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} "${value}";\n`)
    .join('');
}

/** The mirror that this machine uses itself; another distribution names one in RACKWRIGHT_DEBIAN_MIRROR. */
function mirror(): string {
  const stated = process.env['RACKWRIGHT_DEBIAN_MIRROR'];
  if (stated) return stated;
  const { stdout } = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI)'], { encoding: 'utf8' });
  const found = (stdout ?? '').split('\n').find((uri) => /\/debian\/?$/.test(uri));
  if (!found) throw new Error('no Debian mirror known: set RACKWRIGHT_DEBIAN_MIRROR to one');
  return found;
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed\n${error?.message ?? stdout + stderr}`);
}
