import { type Bench, awkwardSecret } from './bench';
import type { Verdict } from './verdict';

const changes: readonly [what: string, change: (text: string) => string][] = [
  [
    'a flipped bit in a value',
    (text) => text.replace(/(password: ENC\[AES256_GCM,data:)(.)/, (_, a, b) => a + (b === 'A' ? 'B' : 'A')),
  ],
  [
    'a shortened tag',
    (text) =>
      text.replace(
        /(password: ENC\[.*tag:)([^,]+)/,
        (_, a, tag: string) => a + Buffer.from(tag, 'base64').subarray(0, 12).toString('base64'),
      ),
  ],
  ['a renamed key', (text) => text.replace('    password: ENC', '    passwort: ENC')],
  ['a dropped value', (text) => text.replace(/ {4}password: ENC.*\n/, '')],
  ['two values at each other’s place', (text) => swapped(text, '"10"', '"9"')],
  ['two lines in another order', (text) => text.replace(/( {4}password: ENC.*\n)( {4}"10": ENC.*\n)/, '$2$1')],
  ['a value in the clear', (text) => text.replace(/( {4}password: )ENC.*/, '$1hunter2')],
  ['another name in the clear part', (text) => text.replace('name: awkward', 'name: other')],
  [
    'another time of the last change',
    (text) => text.replace(/lastmodified: ".*"/, 'lastmodified: "2026-01-31T12:00:01Z"'),
  ],
  ['a MAC that is cut off', (text) => text.replace(/mac: ENC.*/, 'mac: ""')],
  ['a value of another file', (text) => text.replace(/(password: )ENC.*/, (_, a) => a + foreign)],
  ['a damaged data key', (text) => text.replace(/(-----BEGIN AGE ENCRYPTED FILE-----\s+)(\S{4})/, '$1AAAA')],
  ['no version', (text) => text.replace(/ {4}version: .*\n/, '')],
];
const foreign =
  'ENC[AES256_GCM,data:ZPw5u28=,iv:LWFpJEeoYTCf9q5rP+Zt0kU1xyg+OfnDEvv67vHv0oA=,tag:KiIsHqS3OpQYtBBYrgtLCw==,type:str]';

/** Whatever sops refuses, we refuse, and the other way round. */
export async function judgeTampering(bench: Bench, verdict: Verdict): Promise<void> {
  const { clear, values } = awkwardSecret();
  const ann = bench.person();
  await bench.seal('sound.sops.yaml', clear, values, [ann]);
  const sound = bench.read('sound.sops.yaml');
  for (const [what, change] of changes) {
    const text = change(sound);
    const { code } = bench.run('sops', ['decrypt', bench.write('tampered.sops.yaml', text)], { key: ann.identity });
    const open = await bench.ours(text, ann);
    const oursRefuses = open === undefined || !open.macHolds;
    verdict.check(
      `both refuse ${what}`,
      text !== sound && code !== 0 && oursRefuses,
      `sops ${code}, ours ${oursRefuses}`,
    );
  }
  const added = sound.replace('stringData:', 'stringData:\n    added: ""');
  const { code } = bench.run('sops', ['decrypt', bench.write('added.sops.yaml', added)], { key: ann.identity });
  const open = await bench.ours(added, ann);
  verdict.check('neither MAC sees an added empty key: only the declarations do', code === 0 && open?.macHolds === true);
}

function swapped(text: string, a: string, b: string): string {
  const valueOf = (key: string) => new RegExp(` {4}${key}: (ENC.*)`).exec(text)?.[1] ?? '';
  const [first, second] = [valueOf(a), valueOf(b)];
  return text.replace(`${a}: ${first}`, `${a}: ${second}`).replace(`${b}: ${second}\n`, `${b}: ${first}\n`);
}
