/** Exact comparison of Kubernetes quantities, in billionths: `500m` < `1`, `1Gi` > `1G`. */

const POWERS: Readonly<Record<string, readonly [base: bigint, exponent: bigint]>> = {
  n: [10n, 0n],
  u: [10n, 3n],
  m: [10n, 6n],
  '': [10n, 9n],
  k: [10n, 12n],
  M: [10n, 15n],
  G: [10n, 18n],
  T: [10n, 21n],
  P: [10n, 24n],
  E: [10n, 27n],
};
const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const BILLION = 10n ** 9n;
const SHAPE = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/;

const known = new Map<string, bigint | undefined>();

/** The value in billionths, rounded up in size; undefined for what is no quantity. A rack has few different ones. */
export function billionths(quantity: unknown): bigint | undefined {
  if (typeof quantity !== 'string' && typeof quantity !== 'number') return undefined;
  const text = String(quantity);
  if (!known.has(text)) known.set(text, parsed(text));
  return known.get(text);
}

function parsed(text: string): bigint | undefined {
  const found = SHAPE.exec(text);
  if (!found) return undefined;
  const [, sign, whole = '', fraction = '', suffix = '', exponent = '0'] = found;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const scale = 10n ** BigInt(fraction.length);
  const value = ceiling(digits * unit(suffix, exponent), scale * 10n ** 18n);
  return sign === '-' ? -value : value;
}

/** Billionths that one unit counts, times 10^18 so that negative exponents stay whole. */
function unit(suffix: string, exponent: string): bigint {
  const margin = 10n ** 18n;
  const power = BINARY.indexOf(suffix);
  if (power >= 0) return 1024n ** BigInt(power + 1) * BILLION * margin;
  if (suffix === '') return 10n ** BigInt(9 + 18 + Math.max(-27, Math.min(60, Number(exponent))));
  const [base, raised] = POWERS[suffix] ?? [10n, 9n];
  return base ** raised * margin;
}

function ceiling(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}

export function isWhole(value: bigint): boolean {
  return value % BILLION === 0n;
}
