import type { SecretDeclaration } from '../../../lib/facts/secret-declaration';
import { clearPart } from '../../../lib/secrets/clear-part';
import { makeRandom } from '../../../lib/secrets/making/make-value';
import { printSopsFile } from '../../../lib/secrets/sops/print-sops-file';
import { type OpenFile, openSecret, sealSecret } from '../../../lib/secrets/sops/sealed-secret';
import { type SopsFile, parseSopsFile } from '../../../lib/secrets/sops/sops-file';
import { repeatableRandom } from '../../../lib/secrets/testing/sample-secrets';
import { verifyOpenFiles } from '../../../lib/secrets/verify-open-files';
import { verifySecretFiles } from '../../../lib/secrets/verify-secret-files';
import type { Bench } from './bench';
import type { Verdict } from './verdict';

const count = 200;
const limitMilliseconds = 2000;

/** 200 files, four values each, two recipients: verified without the key and with it. */
export async function timeVerification(bench: Bench, verdict: Verdict): Promise<void> {
  const [ann, ben] = [bench.person(), bench.person()];
  const recipients = [ann.recipient, ben.recipient];
  const random = repeatableRandom('timing');
  const values = new Map(['a', 'b', 'c', 'd'].map((key) => [key, makeRandom({ make: 'password' }, random)]));
  const keys: SecretDeclaration['keys'] = Object.fromEntries(
    [...values.keys()].map((key) => [key, { make: 'password' }]),
  );
  const declarations = Array.from({ length: count }, (_, i): SecretDeclaration => ({
    namespace: 'data',
    name: `secret-${i}`,
    app: 'app',
    keys,
    restarts: [],
  }));
  const sealed = declarations.map((each) => sealSecret({ clear: clearPart(each), values, recipients }, bench.sealing));
  const texts = (await Promise.all(sealed)).map(printSopsFile);
  const files = texts.map((text, i) => ({ path: `data/secret-${i}.sops.yaml`, text }));

  const rack = { name: 'timing', recipients, git: { url: 'https://git.example.org' } };
  const clock = stopwatch();
  const findings = verifySecretFiles({ rack, declarations }, files);
  const withoutKey = clock();
  verdict.check(
    `${count} files verified without the key in ${withoutKey.text}`,
    findings.length === 0 && inTime(withoutKey),
  );

  const open = new Map<string, OpenFile>();
  for (const [i, text] of texts.entries()) {
    const opened = await openSecret(parseSopsFile(text) as SopsFile, [ann.identity], bench.age);
    if (opened !== undefined) open.set(`data/secret-${i}`, opened);
  }
  const faults = verifyOpenFiles('timing', declarations, open);
  const both = clock();
  const sound = faults.length === 0 && open.size === count;
  verdict.check(`   and with it, MACs included, in ${both.text} in all`, sound && inTime(both));
}

interface Lap {
  cpuMilliseconds: number;
  text: string;
}

/** Processor time is judged: what else runs on the machine is not ours to answer for. */
function inTime({ cpuMilliseconds }: Lap): boolean {
  return cpuMilliseconds < limitMilliseconds;
}

function stopwatch(): () => Lap {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    const cpuMilliseconds = Math.round((user + system) / 1000);
    return {
      cpuMilliseconds,
      text: `${cpuMilliseconds} ms of processor, ${Math.round(performance.now() - startedAt)} ms by the clock`,
    };
  };
}
