/**
 * bcrypt ($2b$), for the htpasswd lines that Prometheus and reverse proxies read. Node has none, and no other hash is
 * taken by all of them. Follows Provos and Mazières, "A Future-Adaptable Password Scheme", 1999.
 */

const alphabet = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const rounds = 16;
const sBoxWords = 256;

/** Blowfish starts from the fraction of pi in hexadecimal: 18 words of subkeys, then four boxes of 256. */
let initialWords: Uint32Array | undefined;

interface State {
  subkeys: Uint32Array;
  boxes: Uint32Array;
}

/**
 * Hash of a password of at most 72 bytes (bcrypt reads no further).
 *
 * @param salt 16 bytes
 * @param cost log2 of the number of rounds, 4 to 31
 */
export function bcrypt(password: string, salt: Uint8Array, cost: number): string {
  const bytes = Buffer.from(`${password}\0`);
  if (bytes.length > 73) throw new RangeError('bcrypt reads 72 bytes of a password and no more');
  const key = cyclicWords(bytes, 18);
  const saltWords = cyclicWords(salt, 18);
  const state = initialState();
  expandKey(state, key, saltWords);
  const noSalt = new Uint32Array(18);
  for (let count = 2 ** cost; count > 0; count--) {
    expandKey(state, key, noSalt);
    expandKey(state, saltWords, noSalt);
  }
  const text = cyclicWords(Buffer.from('OrpheanBeholderScryDoubt'), 6);
  for (let pair = 0; pair < 6; pair += 2) for (let i = 0; i < 64; i++) encipher(state, text, pair);
  const digest = Buffer.alloc(24);
  text.forEach((word, i) => digest.writeUInt32BE(word, i * 4));
  return `$2b$${String(cost).padStart(2, '0')}$${encode(salt)}${encode(digest.subarray(0, 23))}`;
}

/** Whether a hash of this form is that of the password; undefined when the hash is of another form. */
export function bcryptMatches(password: string, hash: string): boolean | undefined {
  const [, cost, salt] = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{22})[./A-Za-z0-9]{31}$/.exec(hash) ?? [];
  if (cost === undefined || salt === undefined) return undefined;
  return bcrypt(password, decode(salt).subarray(0, 16), Number(cost)).slice(7) === hash.slice(7);
}

function initialState(): State {
  initialWords ??= fractionOfPi(18 + 4 * sBoxWords);
  return { subkeys: initialWords.slice(0, 18), boxes: initialWords.slice(18) };
}

/** Machin's formula in fixed point: pi = 16 arctan(1/5) - 4 arctan(1/239). */
function fractionOfPi(words: number): Uint32Array {
  const bits = BigInt(words * 32);
  const guard = 64n;
  const one = 1n << (bits + guard);
  const arctanInverse = (n: bigint): bigint => {
    let power = one / n;
    let sum = power;
    for (let odd = 3n, sign = -1n; power > 0n; odd += 2n, sign = -sign) {
      power /= n * n;
      sum += (sign * power) / odd;
    }
    return sum;
  };
  const pi = 16n * arctanInverse(5n) - 4n * arctanInverse(239n);
  const hex = ((pi - 3n * one) >> guard).toString(16).padStart(words * 8, '0');
  return Uint32Array.from({ length: words }, (_, i) => parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}

/** Bytes as big-endian words, from the start again when they run out. */
function cyclicWords(bytes: Uint8Array, words: number): Uint32Array {
  const at = (i: number): number => bytes[i % bytes.length] ?? 0;
  return Uint32Array.from({ length: words }, (_, word) => {
    const i = word * 4;
    return ((at(i) << 24) | (at(i + 1) << 16) | (at(i + 2) << 8) | at(i + 3)) >>> 0;
  });
}

function expandKey(state: State, key: Uint32Array, salt: Uint32Array): void {
  const { subkeys, boxes } = state;
  for (let i = 0; i < 18; i++) subkeys[i]! ^= key[i]!;
  const block = new Uint32Array(2);
  let saltAt = 0;
  const fill = (target: Uint32Array): void => {
    for (let i = 0; i < target.length; i += 2) {
      block[0]! ^= salt[saltAt]!;
      block[1]! ^= salt[saltAt + 1]!;
      saltAt = (saltAt + 2) % 4; // the salt has four words
      encipher(state, block, 0);
      target[i] = block[0]!;
      target[i + 1] = block[1]!;
    }
  };
  fill(subkeys);
  fill(boxes);
}

function encipher({ subkeys, boxes }: State, block: Uint32Array, at: number): void {
  let left = block[at]! ^ subkeys[0]!;
  let right = block[at + 1]!;
  for (let round = 1; round <= rounds; round += 2) {
    right ^= mix(boxes, left) ^ subkeys[round]!;
    left ^= mix(boxes, right) ^ subkeys[round + 1]!;
  }
  block[at] = right ^ subkeys[17]!;
  block[at + 1] = left;
}

function mix(boxes: Uint32Array, word: number): number {
  const sum = (boxes[word >>> 24]! + boxes[256 + ((word >>> 16) & 255)]!) ^ boxes[512 + ((word >>> 8) & 255)]!;
  return (sum + boxes[768 + (word & 255)]!) | 0;
}

/** Base64 with bcrypt's own alphabet and no padding. */
function encode(bytes: Uint8Array): string {
  const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const text = Buffer.from(bytes).toString('base64').replace(/=+$/, '');
  return [...text].map((letter) => alphabet[standard.indexOf(letter)]).join('');
}

function decode(text: string): Uint8Array {
  const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return Buffer.from([...text].map((letter) => standard[alphabet.indexOf(letter)]).join(''), 'base64');
}
