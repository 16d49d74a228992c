import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { imageSource, npmPackage, sbomPath, type BuildPlace } from './contents';
import { DebianPackages } from './debian';
import { OciLayout, type Descriptor, type ImageSource } from './oci';
import { architectures, nodePins, toolchains, type Architecture } from './pins';
import { absentPrograms, Missing } from './run';

export interface BuiltImage {
  /** An OCI image layout. */
  readonly directory: string;
  /** Names the image for every architecture. */
  readonly index: Descriptor;
  readonly images: readonly Descriptor[];
}

export function placeFor(packageRoot: string): BuildPlace {
  const cacheDirectory = path.join(packageRoot, '.cache', 'image');
  mkdirSync(cacheDirectory, { recursive: true });
  return { packageRoot, cacheDirectory, debian: new DebianPackages(cacheDirectory) };
}

/** @throws Missing with everything that this machine lacks, at once */
export function requireTools(wanted: readonly Architecture[] = architectures): void {
  const tools: [program: string, debianPackage: string][] = [
    ...wanted.map((each): [string, string] => [toolchains[each].compiler, toolchains[each].compilerPackage]),
    ['apt-get', 'apt'],
    ['dpkg-deb', 'dpkg'],
    ['npm', 'npm'],
  ];
  const absent = absentPrograms(tools.map(([program]) => program));
  if (absent.length === 0) return;
  const packages = tools.filter(([program]) => absent.includes(program)).map(([, name]) => name);
  throw new Missing(
    `not installed: ${absent.join(', ')}\n  apt-get install -y --no-install-recommends ${packages.join(' ')}`,
  );
}

/** Builds afresh into `directory`, the SBOMs beside it. The same checkout gives the same bytes, on any machine with the pinned Node. */
export function buildImage(place: BuildPlace, directory: string): BuiltImage {
  requireTools();
  rmSync(directory, { recursive: true, force: true });
  const layout = new OciLayout(directory);
  const images = architectures.map((architecture) => {
    const source = imageSource(architecture, place);
    writeFileSync(`${directory}-${architecture}.spdx.json`, sbomOf(source));
    return layout.addImage(source);
  });
  const { version } = npmPackage(place.packageRoot);
  const annotations = {
    'org.opencontainers.image.version': version,
    'org.opencontainers.image.licenses': 'Apache-2.0',
  };
  return { directory, images, index: layout.finish(images, annotations, version) };
}

/** For scanners, which find the packages by the SBOM: the image has no package database. */
function sbomOf({ layers }: ImageSource): Buffer {
  const entry = layers.flatMap(({ entries }) => entries).find(({ path: file }) => file === sbomPath);
  if (entry?.type !== 'file') throw new Error(`the image has no ${sbomPath}`);
  return entry.content;
}

/** zlib's output depends on its version, so the image is compressed by the very Node that it carries. */
export const builderVersion = `v${nodePins.amd64.version}`;
