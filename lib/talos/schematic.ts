import { createHash } from 'node:crypto';
import { configLine } from '../rack-file/fans';
import type { Hardware } from '../rack-file/rack';

/**
 * What the image factory builds an image from. It is named by the hash of its own canonical text (image-factory
 * pkg/schematic: Go's YAML of the struct), so the name can be worked out without asking.
 */
export interface Schematic {
  text: string;
  id: string;
}

/** Longhorn attaches volumes through iSCSI and trims them with fstrim. */
const extensions = ['siderolabs/iscsi-tools', 'siderolabs/util-linux-tools'];

export function schematicOf({ arch, fan }: Pick<Hardware, 'arch' | 'fan'>): Schematic {
  const lines = arch === 'arm64' ? [...overlay(fan), ...customization] : customization;
  const text = lines.map((line) => `${line}\n`).join('');
  return { text, id: createHash('sha256').update(text).digest('hex') };
}

/** The overlay for Raspberry Pis carries firmware, U-Boot and config.txt. */
function overlay(fan: Hardware['fan']): string[] {
  const lines = ['overlay:', '    image: siderolabs/sbc-raspberrypi', '    name: rpi_generic'];
  const line = fan && configLine(fan);
  return line === undefined ? lines : [...lines, '    options:', `        configTxtAppend: ${line}`];
}

const customization: readonly string[] = [
  'customization:',
  '    systemExtensions:',
  '        officialExtensions:',
  ...extensions.map((name) => `            - ${name}`),
];

/** The installer of a Talos version for a schematic, as `talosctl upgrade --image` takes it. */
export function installerImage(hardware: Pick<Hardware, 'arch' | 'fan'>, talos: string): string {
  return `factory.talos.dev/metal-installer/${schematicOf(hardware).id}:v${talos}`;
}

/** The image that is flashed once: a raw disk for a Raspberry Pi, an ISO for anything that boots from one. */
export function firstImageUrl(hardware: Pick<Hardware, 'arch' | 'fan'>, talos: string): string {
  const file = hardware.arch === 'arm64' ? 'metal-arm64.raw.xz' : 'metal-amd64.iso';
  return `https://factory.talos.dev/image/${schematicOf(hardware).id}/v${talos}/${file}`;
}
