import { createHash } from 'node:crypto';
import { groupOf, type Manifest } from '../manifest/manifest';

/**
 * Names of files and folders that are one and the same on Linux, macOS and Windows. Kubernetes allows more than disks
 * do: RBAC names may hold `:` and capitals, and `Role a` beside `Role A` would be one file where case does not count.
 * So in names of objects everything but lower-case letters, digits, `.` and `-` becomes `%` and the byte's hex value,
 * always and not only when two names meet: a file's name must not depend on its neighbours.
 */
export function fileStem(manifest: Manifest): string {
  return shortened(plainStem(manifest));
}

/** With the API group behind `@`, which no name holds; objects of the core group have none and need none. */
export function qualifiedStem(manifest: Manifest): string {
  const group = groupOf(manifest.apiVersion);
  return shortened(group === '' ? plainStem(manifest) : `${plainStem(manifest)}@${safeName(group)}`);
}

/** Kinds are letters and digits and keep their capitals, as people type StatefulSet. */
function plainStem({ kind, metadata }: Manifest): string {
  return `${/^[A-Za-z][A-Za-z0-9]*$/.test(kind) ? kind : safeName(kind)}.${safeName(metadata.name)}`;
}

function shortened(stem: string): string {
  if (stem.length <= longestStem) return stem;
  return `${stem.slice(0, longestStem)}~${createHash('sha256').update(stem).digest('hex').slice(0, 12)}`;
}

/** File systems take 255 bytes; Windows 260 characters for the whole path. */
const longestStem = 150;

/** What Windows takes for a device, whatever follows the first dot. */
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/;

/** Nearly every name there is: nothing in it needs a byte's hex value. */
const usual = /^[a-z0-9-](?:[a-z0-9.-]*[a-z0-9-])?$/;

/** A folder or a part of a file's name. */
export function safeName(name: string): string {
  if (usual.test(name) && !device.test(name)) return name;
  const safe = [...Buffer.from(name)]
    .map((byte) => (isSafe(byte) ? String.fromCharCode(byte) : percent(byte)))
    .join('');
  return device.test(safe) || safe.startsWith('.') || safe.endsWith('.')
    ? safe.replace(/^.|\.$/g, (char) => percent(char.charCodeAt(0)))
    : safe;
}

function isSafe(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e;
}

function percent(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}
