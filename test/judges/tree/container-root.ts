import { chmodSync, chownSync, existsSync, mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PodSpec, Volume } from '../../../imports/k8s';
import type { Generated } from './generated';
import { host, worldFolder } from './pod-world';

/** What stands in for an image: programs on an otherwise empty PATH. */
export interface Image {
  /** Name on the PATH → file of the host, or `tree:/usr/bin/x` of the Debian tree. */
  programs: Record<string, string>;
  /** `sh`, `sed`, `timeout` and the rest from BusyBox, as in images that build on Alpine. */
  busybox: boolean;
  /** What runs when the container states no command. */
  entrypoint?: string[];
  /** Folders of the host at their places in the image, read-only. @default - none */
  folders?: Record<string, string>;
  /** Root of the Debian tree that it builds on. @default - that of the pod */
  tree?: string;
  /** What the image's own ENV lines say. @default - nothing */
  env?: Record<string, string>;
  /** @default / */
  workingDirectory?: string;
}

const applets = [
  'sh',
  'cat',
  'sed',
  'grep',
  'timeout',
  'touch',
  'mv',
  'rm',
  'sleep',
  'sort',
  'uniq',
  'tail',
  'head',
  'awk',
  'wc',
  'tr',
  'date',
  'shuf',
  'mkdir',
  'cp',
];

/** Folder of a volume on the host: made as the kubelet makes it, with the group of the pod. */
export function makeVolume(volume: Volume, pod: string, namespace: string, spec: PodSpec, given: Generated): string {
  const folder = join(worldFolder, 'pods', pod, 'volumes', volume.name);
  mkdirSync(folder, { recursive: true });
  const gid = spec.securityContext?.fsGroup ?? 0;
  if (volume.emptyDir) {
    const bytes = String(volume.emptyDir.sizeLimit ?? '64Mi').replace('i', '');
    host('mount', '-t', 'tmpfs', '-o', `size=${bytes},mode=2777,gid=${gid}`, 'scratch', folder);
    return folder;
  }
  const { files, mode } = filesOf(volume, namespace, given);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    writeFileSync(path, text);
    chownSync(path, 0, gid);
    chmodSync(path, mode);
  }
  return folder;
}

function filesOf(volume: Volume, namespace: string, given: Generated) {
  if (volume.configMap) {
    const id = `${namespace}/ConfigMap/${volume.configMap.name}`;
    return {
      files: given.object<{ data: Record<string, string> }>(id).data,
      mode: volume.configMap.defaultMode ?? 0o644,
    };
  }
  if (volume.secret) {
    return { files: given.secret(namespace, volume.secret.secretName!), mode: volume.secret.defaultMode ?? 0o644 };
  }
  throw new Error(`the judges know no volume such as ${JSON.stringify(volume)}`);
}

/** A disk of its own for a claim, which outlives the pod. */
export function makeClaim(pod: string, claim: string, spec: PodSpec): string {
  const folder = join(worldFolder, 'claims', pod, claim);
  if (existsSync(folder)) return folder;
  mkdirSync(folder, { recursive: true });
  const gid = spec.securityContext?.fsGroup ?? 0;
  host('mount', '-t', 'tmpfs', '-o', `size=2G,mode=2775,gid=${gid}`, 'disk', folder);
  return folder;
}

export function dropClaim(pod: string, claim: string): void {
  const folder = join(worldFolder, 'claims', pod, claim);
  host('umount', folder);
  rmdirSync(folder);
}

/**
 * Root of a container: the Debian tree under a writable layer, the image's programs, the mounts of the pod, and then
 * read-only, as the generated security context demands.
 */
export function makeRoot(options: {
  folder: string;
  tree: string;
  image: Image;
  hostsFile: string;
  mounts: { from: string; at: string; readOnly: boolean }[];
}): string {
  const { folder, tree, image, hostsFile, mounts } = options;
  const root = join(folder, 'root');
  for (const part of ['root', 'upper', 'work']) mkdirSync(join(folder, part), { recursive: true });
  const layers = `lowerdir=${tree},upperdir=${join(folder, 'upper')},workdir=${join(folder, 'work')}`;
  host('mount', '-t', 'overlay', '-o', layers, 'root', root);
  for (const part of ['proc', 'dev', 'tmp', 'etc', 'image/bin']) mkdirSync(join(root, part), { recursive: true });
  writeFileSync(join(root, 'etc', 'nsswitch.conf'), 'hosts: files\npasswd: files\ngroup: files\n');
  writeFileSync(
    join(root, 'etc', 'passwd'),
    'root:x:0:0::/:/bin/sh\nrun:x:999:1000::/:/bin/sh\npostgres:x:26:26::/:/bin/sh\n',
  );
  addPrograms(root, image);
  addFolders(root, image);
  host('mount', '--bind', '/proc', join(root, 'proc'));
  host('mount', '--bind', '/dev', join(root, 'dev'));
  bind(hostsFile, join(root, 'etc', 'hosts'));
  for (const { at } of mounts) mkdirSync(join(root, at), { recursive: true });
  host('mount', '-o', 'remount,ro', root);
  for (const { from, at, readOnly } of mounts) {
    host('mount', '--bind', from, join(root, at));
    if (readOnly) host('mount', '-o', 'remount,bind,ro', join(root, at));
  }
  return root;
}

function addPrograms(root: string, image: Image): void {
  const bin = join(root, 'image', 'bin');
  if (image.busybox) for (const name of applets) symlinkSync('/usr/bin/busybox', join(bin, name));
  for (const [name, from] of Object.entries(image.programs)) {
    if (from.startsWith('tree:')) symlinkSync(from.slice('tree:'.length), join(bin, name));
    else bind(from, join(bin, name));
  }
}

/** The outer one first, since one may lie in another. */
function addFolders(root: string, { folders = {}, workingDirectory = '/' }: Image): void {
  mkdirSync(join(root, workingDirectory), { recursive: true });
  for (const [at, from] of Object.entries(folders).sort(([a], [b]) => a.length - b.length)) {
    mkdirSync(join(root, at), { recursive: true });
    host('mount', '--bind', from, join(root, at));
    host('mount', '-o', 'remount,bind,ro', join(root, at));
  }
}

function bind(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (!existsSync(to)) writeFileSync(to, '');
  host('mount', '--bind', from, to);
  if (basename(dirname(to)) === 'bin') host('mount', '-o', 'remount,bind,ro', to);
}
