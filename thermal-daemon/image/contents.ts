import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildAddon } from './addon';
import { bundleDaemon } from './bundle';
import { debEntries, type DebianPackages } from './debian';
import { nodeRuntime, type NodeRuntime } from './node-runtime';
import type { ImageSource } from './oci';
import { debPins, nodePins, pathFor, type Architecture } from './pins';
import { sbom, type Component } from './sbom';
import type { TarEntry } from './tar';

export interface BuildPlace {
  /** thermal-daemon/, with node_modules installed. */
  readonly packageRoot: string;
  readonly cacheDirectory: string;
  readonly debian: DebianPackages;
}

/** 65532, the customary "nonroot". Talos keeps I²C devices root-only unless told otherwise: docs/thermal.md. */
const userAndGroup = 65532;

/** Where scanners and people find it, in the image. */
export const sbomPath = 'usr/share/doc/thermal-daemon/sbom.spdx.json';

/**
 * Compiled code and a growing young generation would cost 4 MB more and not settle for hours; the loop is too small to
 * gain speed by either. The live heap is 5 MB; without the cap V8 lets garbage triple it before it collects. Measured
 * in docs/thermal-cost.md. Without a JIT there is no WebAssembly: saying so spares a warning.
 */
const nodeFlags = ['--jitless', '--no-expose-wasm', '--max-semi-space-size=1', '--max-old-space-size=16'];

export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

export function imageSource(architecture: Architecture, place: BuildPlace): ImageSource {
  const node = nodeRuntime(nodePins[architecture], place.cacheDirectory);
  const daemon = npmPackage(place.packageRoot);
  const label = 'org.opencontainers.image';
  return {
    architecture,
    layers: [
      {
        comment: 'glibc, libstdc++, libgcc and stty from Debian 12; users',
        entries: [...libraries(architecture, place), ...users()],
      },
      { comment: `Node ${nodePins[architecture].version}`, entries: nodeFiles(node) },
      { comment: `${daemon.name} ${daemon.version}`, entries: daemonFiles(architecture, place, node, daemon) },
    ],
    config: {
      User: `${userAndGroup}:${userAndGroup}`,
      Entrypoint: ['/usr/bin/node', ...nodeFlags, '/app/thermal-daemon.js'],
      WorkingDir: '/app',
      Env: ['PATH=/usr/bin:/bin', 'NODE_ENV=production'],
      Labels: {
        [`${label}.title`]: daemon.name,
        [`${label}.version`]: daemon.version,
        [`${label}.licenses`]: 'Apache-2.0',
      },
    },
  };
}

export function npmPackage(directory: string): NpmPackage {
  return JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as NpmPackage;
}

function libraries(architecture: Architecture, { debian }: BuildPlace): TarEntry[] {
  return debPins.flatMap((pin) => {
    const sha256 = pin.sha256[architecture];
    const entries = debEntries(debian.fetch(pin.package, pin.version, architecture, sha256));
    return pin.files.map((pattern) => {
      const wanted = pathFor(pattern, architecture);
      const entry = entries.find(({ path: found }) => found === wanted);
      if (!entry) throw new Error(`${pin.package} ${pin.version} ${architecture} holds no ${wanted}`);
      return entry;
    });
  });
}

const users = (): TarEntry[] => [
  text('etc/passwd', `root:x:0:0:root:/:/nologin\nnonroot:x:${userAndGroup}:${userAndGroup}:nonroot:/:/nologin\n`),
  text('etc/group', `root:x:0:\nnonroot:x:${userAndGroup}:\n`),
];

const nodeFiles = (node: NodeRuntime): TarEntry[] => [
  { type: 'file', path: 'usr/bin/node', mode: 0o755, content: readFileSync(node.binary) },
  { type: 'file', path: 'usr/share/doc/node/LICENSE', mode: 0o644, content: readFileSync(node.license) },
];

function daemonFiles(architecture: Architecture, place: BuildPlace, node: NodeRuntime, daemon: NpmPackage): TarEntry[] {
  const { packageRoot, cacheDirectory } = place;
  const bundle = bundleDaemon(packageRoot, daemon.version);
  const addon = buildAddon(architecture, node, packageRoot, cacheDirectory);
  const doc = 'usr/share/doc/thermal-daemon';
  return [
    { type: 'file', path: 'app/thermal-daemon.js', mode: 0o644, content: bundle },
    { type: 'file', path: 'app/i2c.node', mode: 0o644, content: addon },
    text(`${doc}/LICENSE`, licenseText(path.join(packageRoot, '..'))),
    ...compiledIn.map((name) =>
      text(`usr/share/doc/${name}/LICENSE`, licenseText(path.join(packageRoot, 'node_modules', name))),
    ),
    {
      type: 'file',
      path: sbomPath,
      mode: 0o644,
      content: sbom(
        { ...daemon, purl: purlOf(daemon), sha256: sha256(bundle) },
        components(architecture, packageRoot, sha256(addon)),
      ),
    },
  ];
}

/** npm packages whose code reaches the image: i2c-bus in bundle and add-on, nan as headers of the add-on. */
const compiledIn = ['i2c-bus', 'nan'] as const;

function components(architecture: Architecture, packageRoot: string, addonSha256: string): Component[] {
  const node = nodePins[architecture];
  return [
    ...debPins.map((pin) => ({
      name: pin.package,
      version: pin.version,
      license: pin.license,
      purl: `pkg:deb/debian/${pin.package}@${encodeURIComponent(pin.version)}?arch=${architecture}&distro=debian-12`,
      sha256: pin.sha256[architecture],
      sourceInfo: `part of Debian source package ${pin.source} ${pin.version}`,
    })),
    { name: 'node', version: node.version, license: 'MIT', purl: `pkg:generic/node@${node.version}` },
    ...compiledIn.map((name) => {
      const found = npmPackage(path.join(packageRoot, 'node_modules', name));
      return { ...found, purl: purlOf(found), sha256: name === 'i2c-bus' ? addonSha256 : undefined };
    }),
  ];
}

const purlOf = ({ name, version }: NpmPackage): string => `pkg:npm/${name}@${version}`;

function licenseText(directory: string): string {
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((name) => path.join(directory, name)).find(existsSync);
  if (file === undefined) throw new Error(`${directory} has no licence text, and the image must carry it`);
  return readFileSync(file, 'utf8');
}

const text = (file: string, content: string): TarEntry => ({
  type: 'file',
  path: file,
  mode: 0o644,
  content: Buffer.from(content),
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
