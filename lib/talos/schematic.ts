import { createHash } from 'node:crypto';
import { configLine } from '../rack-file/fans';
import { boards } from '../rack-file/boards';
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

type Made = Pick<Hardware, 'board' | 'overlay' | 'fan'> & { extensions: readonly string[] };

export function schematicOf(hardware: Made): Schematic {
  const lines = [...overlay(hardware), ...customization(hardware)];
  const text = lines.map((line) => `${line}\n`).join('');
  return { text, id: createHash('sha256').update(text).digest('hex') };
}

/** The overlay of a board carries firmware, boot loader and device tree; that of a Raspberry Pi config.txt besides. */
function overlay({ board, overlay: own, fan }: Made): string[] {
  const { overlay: ofBoard, hasConfigTxt } = boards[board];
  const used = own ?? ofBoard;
  if (!used) return [];
  const lines = ['overlay:', `    image: ${used.image}`, `    name: ${used.name}`];
  const line = fan && hasConfigTxt ? configLine(fan) : undefined;
  return line === undefined ? lines : [...lines, '    options:', `        configTxtAppend: ${line}`];
}

const customization = ({ extensions: more }: Made): string[] => [
  'customization:',
  '    systemExtensions:',
  '        officialExtensions:',
  ...[...new Set([...extensions, ...more])].sort().map((name) => `            - ${name}`),
];

/** The installer of a Talos version for a schematic, as `talosctl upgrade --image` takes it. */
export function installerImage(hardware: Made, talos: string): string {
  return `factory.talos.dev/metal-installer/${schematicOf(hardware).id}:v${talos}`;
}

/** The image that is written to a machine's disk once. */
export function firstImageUrl(hardware: Made & Pick<Hardware, 'arch'>, talos: string): string {
  return `https://factory.talos.dev/image/${schematicOf(hardware).id}/v${talos}/metal-${hardware.arch}.raw.xz`;
}
