import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Descriptor, OciLayout } from '../../../thermal-daemon/image/oci';
import { readBlob } from '../../../thermal-daemon/image/unpack';
import { sandboxImage } from '../box/blade-files';
import { shippedImage } from '../images/shipped-thermal-image';

/** An archive of an image, and the name that is in it. */
export interface Arm64Image {
  /** What objects call it, without tag and digest. */
  image: string;
  archive: string;
  /** Name and tag within the archive. */
  local: string;
  /** By which a runtime knows it: the digest of its configuration for arm64. */
  id: string;
}

export const thermalImage = 'registry.example.org/you/thermal-daemon';

interface Programs {
  busybox: string;
  devicePlugin: string;
}

/** The thermal daemon's own image, and stand-ins of one program for the others: archives in a folder. */
export function arm64Images({ busybox, devicePlugin }: Programs, folder: string): Arm64Image[] {
  return [
    archived(thermalImage, shippedImage(), folder),
    standIn('ghcr.io/squat/generic-device-plugin', devicePlugin, [], folder),
    standIn(sandboxImage.split(':')[0]!, busybox, ['sleep', '2147483647'], folder),
  ];
}

/** An image that holds one static program. */
function standIn(image: string, program: string, args: readonly string[], folder: string): Arm64Image {
  const layout = join(folder, 'layout');
  const oci = new OciLayout(layout);
  const path = `bin/${image.endsWith('/pause') ? 'busybox' : image.split('/').at(-1)!}`;
  const built = oci.addImage({
    architecture: 'arm64',
    layers: [{ comment: image, entries: [{ type: 'file', path, mode: 0o755, content: readFileSync(program) }] }],
    config: { User: '', Entrypoint: [`/${path}`, ...args], WorkingDir: '/', Env: ['PATH=/bin'], Labels: {} },
  });
  oci.finish([built], {}, '1');
  const made = archived(image, layout, folder);
  rmSync(layout, { recursive: true });
  return made;
}

/** What a blade would pull of a layout: what says which images there are, and the layers of its own. */
function archived(image: string, layout: string, folder: string): Arm64Image {
  const archive = join(folder, `${image.split('/').at(-1)!}.tar`);
  const json = <T>(of: Descriptor) => JSON.parse(readBlob(layout, of).toString('utf8')) as T;
  const { manifests } = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as { manifests: [Descriptor] };
  const [index] = manifests;
  const all = json<{ manifests: Descriptor[] }>(index).manifests;
  const own = all.find(({ platform }) => platform?.architecture === 'arm64');
  if (own === undefined) throw new Error(`${layout} holds no image for arm64`);
  const { config, layers } = json<{ config: Descriptor; layers: Descriptor[] }>(own);
  const blobs = [index, own, config, ...layers].map(({ digest }) => `blobs/${digest.replace(':', '/')}`);
  const local = `${image}:${index.annotations?.['org.opencontainers.image.ref.name'] ?? ''}`;
  const named = { ...index, annotations: { 'io.containerd.image.name': local } };
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  execFileSync('tar', ['-cf', archive, '-C', folder, 'index.json', '-C', layout, 'oci-layout', ...blobs]);
  return { image, archive, local, id: config.digest };
}
