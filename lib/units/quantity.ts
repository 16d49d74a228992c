/**
 * Kubernetes quantities (`384Mi`, `2Gi`, `100m`) and the decimal units that disks are sold in (`1TB`).
 * Grammar: apimachinery pkg/api/resource/quantity.go; the trailing B is ours, because people write it.
 */

const suffixes: readonly (readonly [suffix: string, bytes: number])[] = [
  ['Ei', 2 ** 60],
  ['Pi', 2 ** 50],
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
  ['E', 1e18],
  ['P', 1e15],
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
  ['', 1],
];

const bytesOfSuffix = new Map(suffixes);

export const quantityPattern = /^(\d+(?:\.\d+)?)([KMGTPE]i|[kKMGTPE])?B?$/;
export const cpuPattern = /^(\d+(?:\.\d+)?)(m)?$/;

/** Bytes of `384Mi`, `8GB`, `1.5Gi`; undefined when it is no quantity or no whole number of bytes. */
export function parseBytes(quantity: string): number | undefined {
  const [, digits, suffix = ''] = quantityPattern.exec(quantity) ?? [];
  const factor = bytesOfSuffix.get(suffix === 'K' ? 'k' : suffix);
  if (digits === undefined || factor === undefined) return undefined;
  const bytes = Number(digits) * factor;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** @throws RangeError when it is no quantity: for values that a schema has already checked. */
export function bytesOf(quantity: string): number {
  return parseBytes(quantity) ?? refuse(quantity, 'a number of bytes such as 384Mi or 2Gi');
}

/** Shortest exact notation, binary when both are as short: 402653184 → `384Mi`, 1e12 → `1T`, 1000 → `1k`. */
export function quantityOfBytes(bytes: number): string {
  if (!Number.isSafeInteger(bytes) || bytes < 0) refuse(String(bytes), 'a whole number of bytes');
  return suffixes
    .filter(([, factor]) => bytes % factor === 0 && (bytes > 0 || factor === 1))
    .map(([suffix, factor]) => `${bytes / factor}${suffix}`)
    .reduce((best, notation) => (notation.length < best.length ? notation : best));
}

/** In whole mebibytes, rounded up, for sizes that were reckoned: 1.2 MiB → `2Mi`. */
export function mebibytesOf(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}Mi`;
}

/** Thousandths of a core of `100m`, `0.5`, `2`; undefined when it is none or finer than a thousandth. */
export function parseMillicores(quantity: string): number | undefined {
  const [, digits, milli] = cpuPattern.exec(quantity) ?? [];
  if (digits === undefined) return undefined;
  const millicores = milli ? Number(digits) : Math.round(Number(digits) * 1e9) / 1e6;
  return Number.isSafeInteger(millicores) ? millicores : undefined;
}

/** @throws RangeError when it is no amount of processor. */
export function millicoresOf(quantity: string): number {
  return parseMillicores(quantity) ?? refuse(quantity, 'an amount of processor such as 100m or 2');
}

/** 100 → `100m`, 2000 → `2`, as kubectl prints them. */
export function quantityOfMillicores(millicores: number): string {
  if (!Number.isSafeInteger(millicores) || millicores < 0) refuse(String(millicores), 'a whole number of millicores');
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

function refuse(value: string, expected: string): never {
  throw new RangeError(`${JSON.stringify(value)} is not ${expected}`);
}
