import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { judgesCache } from '../../judges/tree/checkout';
import type { JudgedImage } from './judged-images';
import type { LaidOut } from './laid-out';
import type { StandIn } from './stand-in';

/** Where the files of stand-ins come from. */
export interface Sources {
  /** Root of the unpacked Debian servers. */
  tree: string;
  /** Path of a program built from Go modules; undefined where it was not. */
  program(name: string): string | undefined;
  /** Undefined where it was not built. */
  judged(name: JudgedImage): LaidOut | undefined;
}

/** Name under which an archive is imported; the names that objects use are tags of it. */
export const localName = ({ image }: StandIn): string => `docker.io/local/${basename(image)}:1`;

/** Whether the sources hold what a stand-in is made of: some scenarios need what few machines have. */
export function canBeMade({ judged, files }: StandIn, sources: Sources): boolean {
  const programs = Object.values(files).filter((from) => from.startsWith('go:'));
  return (
    (judged === undefined || sources.judged(judged) !== undefined) &&
    programs.every((from) => sources.program(from.slice(3)) !== undefined)
  );
}

/**
 * An archive as `docker save` writes it, for `ctr images import`; made once for the same table and sources and kept.
 *
 * @throws when a source is missing
 */
export function imageArchive(standIn: StandIn, sources: Sources): string {
  const programs = Object.values(standIn.files).filter((from) => from.startsWith('go:'));
  const built = programs.map((from) => sources.program(from.slice(3)));
  const judged = standIn.judged && sources.judged(standIn.judged);
  const key = createHash('sha256')
    .update(JSON.stringify([layout, standIn, sources.tree, built, judged]))
    .digest('hex');
  const archive = join(judgesCache(), 'images', `${basename(standIn.image)}-${key.slice(0, 16)}.tar`);
  if (existsSync(archive)) return archive;
  const scratch = `${archive}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  const root = join(scratch, 'root');
  mkdirSync(root);
  if (judged) layOut(root, judged, standIn.links);
  else fill(root, standIn, sources);
  const tar = (folder: string, file: string, ...names: string[]) =>
    execFileSync('tar', [
      '-C',
      folder,
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--sort=name',
      '-cf',
      file,
      ...names,
    ]);
  const layer = join(scratch, 'layer.tar');
  tar(root, layer, '.');
  const diffId = createHash('sha256').update(readFileSync(layer)).digest('hex');
  const { user = '', entrypoint = [], command = [], env = {}, workingDirectory = '/' } = { ...standIn, ...judged };
  const variables = Object.entries({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...env });
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: {
      User: user,
      Env: variables.map(([name, value]) => `${name}=${value}`),
      Entrypoint: entrypoint,
      Cmd: command,
      WorkingDir: workingDirectory,
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${diffId}`] },
  };
  writeFileSync(join(scratch, 'config.json'), JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [localName(standIn)], Layers: ['layer.tar'] }];
  writeFileSync(join(scratch, 'manifest.json'), JSON.stringify(manifest));
  const whole = join(scratch, 'whole.tar');
  tar(scratch, whole, 'manifest.json', 'config.json', 'layer.tar');
  renameSync(whole, archive); // one that dies half-way leaves no archive that looks whole
  rmSync(scratch, { recursive: true });
  return archive;
}

/** Changes with what `fill` does, so that kept archives are made anew. */
const layout = 3;

function fill(root: string, standIn: StandIn, { tree, program }: Sources): void {
  const { files, links = {}, folders = [], busybox = false, bare = false } = standIn;
  const programs: string[] = [];
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
    chmodSync(to, statSync(from).mode & 0o777);
    if (isProgram(from)) programs.push(from);
  };
  for (const [place, from] of Object.entries(files)) {
    const [kind, name] = [from.slice(0, from.indexOf(':')), from.slice(from.indexOf(':') + 1)];
    if (kind === 'text') {
      mkdirSync(dirname(join(root, place)), { recursive: true });
      writeFileSync(join(root, place), name);
    } else if (kind === 'go') copy(program(name)!, join(root, place));
    else if (place.endsWith('/'))
      for (const each of matching(tree, name)) copy(each, join(root, place, basename(each)));
    else copy(followed(tree, name), join(root, place));
  }
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true });
    execFileSync('cp', ['-a', `${join(tree, folder)}/.`, join(root, folder)]);
    programs.push(...programsBelow(join(root, folder)));
  }
  if (bare) return;
  if (busybox) {
    copy(followed(tree, '/usr/bin/busybox'), join(root, 'bin/busybox'));
    addApplets(root, followed(tree, '/usr/bin/busybox'), tree);
  }
  addLinks(root, links);
  for (const library of librariesOf(programs, tree)) copy(join(tree, library), join(root, library));
  addAccounts(root);
}

/** As the judges mount it: the tree, programs on the PATH, and folders, the outer one first, since one may lie in another. */
function layOut(
  root: string,
  { tree, programs, folders = {}, workingDirectory = '/' }: LaidOut,
  links: StandIn['links'] = {},
): void {
  execFileSync('cp', ['-a', `${tree}/.`, root]);
  const bin = join(root, 'usr/local/bin');
  for (const folder of [bin, join(root, workingDirectory)]) mkdirSync(folder, { recursive: true });
  for (const [name, from] of Object.entries(programs)) {
    if (from.startsWith('tree:')) symlinkSync(from.slice('tree:'.length), join(bin, name));
    else copyFileSync(from, join(bin, name));
  }
  for (const [place, from] of Object.entries(folders).sort(([a], [b]) => a.length - b.length)) {
    mkdirSync(join(root, place), { recursive: true });
    execFileSync('cp', ['-a', `${from}/.`, join(root, place)]);
  }
  addLinks(root, links);
  addAccounts(root);
}

function addLinks(root: string, links: NonNullable<StandIn['links']>): void {
  for (const [place, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, place)), { recursive: true });
    symlinkSync(target, join(root, place));
  }
}

/** A file of the tree behind its links, which may be absolute and mean the tree's own root. */
function followed(tree: string, path: string): string {
  const file = join(tree, path);
  if (!lstatSync(file).isSymbolicLink()) return file;
  return realpathSync(file).startsWith(tree) ? realpathSync(file) : join(tree, realpathSync(file));
}

function matching(tree: string, pattern: string): string[] {
  const start = basename(pattern).replace('*', '');
  const folder = join(tree, dirname(pattern));
  const found = readdirSync(folder).filter((name) => name.startsWith(start));
  if (found.length === 0) throw new Error(`the Debian tree holds no ${pattern}`);
  return found.map((name) => join(folder, name));
}

function isProgram(path: string): boolean {
  return readFileSync(path).subarray(0, 4).toString('latin1') === '\x7fELF';
}

function programsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => (path.endsWith('.so') || dirname(path).endsWith('/bin')) && isProgram(path));
}

const libraries = '/usr/lib/x86_64-linux-gnu';

/** The libraries that the tree's own loader finds for the programs, and those that only name look-ups load. */
function librariesOf(programs: string[], tree: string): string[] {
  const loader = join(tree, libraries, 'ld-linux-x86-64.so.2');
  const found = new Set<string>();
  for (const program of programs) {
    const { stdout } = spawnSync(loader, ['--library-path', join(tree, libraries), '--list', program], {
      encoding: 'utf8',
    });
    for (const [, path] of stdout.matchAll(/=> (\S+)/g))
      if (path!.startsWith(tree)) found.add(path!.slice(tree.length));
  }
  if (found.size === 0) return [];
  const always = ['ld-linux-x86-64.so.2', 'libc.so.6', 'libnss_dns.so.2', 'libnss_files.so.2', 'libresolv.so.2'];
  for (const name of always) if (existsSync(join(tree, libraries, name))) found.add(join(libraries, name));
  return [...found];
}

function addApplets(root: string, busybox: string, tree: string): void {
  const loader = join(tree, libraries, 'ld-linux-x86-64.so.2');
  const names = execFileSync(loader, ['--library-path', join(tree, libraries), busybox, '--list'], {
    encoding: 'utf8',
  });
  for (const name of names.trim().split('\n')) {
    const place = join(root, 'bin', name);
    if (!existsSync(place)) symlinkSync('/bin/busybox', place);
  }
}

function addAccounts(root: string): void {
  const library = join(root, libraries);
  if (existsSync(library)) {
    for (const [place, target] of [
      ['lib64', 'usr/lib64'],
      ['lib', 'usr/lib'],
    ])
      if (!existsSync(join(root, place!))) symlinkSync(target!, join(root, place!));
    mkdirSync(join(root, 'usr/lib64'), { recursive: true });
    const loader = join(root, 'usr/lib64/ld-linux-x86-64.so.2');
    if (lstatSync(loader, { throwIfNoEntry: false }) === undefined)
      symlinkSync(`${libraries}/ld-linux-x86-64.so.2`, loader);
  }
  for (const folder of ['etc', 'tmp', 'var/tmp', 'proc', 'sys', 'dev', 'run'])
    mkdirSync(join(root, folder), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  if (existsSync(join(root, 'etc/passwd'))) return; // an image that has its own
  writeFileSync(
    join(root, 'etc/passwd'),
    'root:x:0:0::/:/bin/sh\npostgres:x:26:26::/var/lib/postgresql:/bin/sh\nredis:x:999:1000::/:/bin/sh\nuser:x:1000:1000::/tmp:/bin/sh\n',
  );
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\npostgres:x:26:\nredis:x:1000:\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files dns\n');
}
