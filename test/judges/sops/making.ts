import { suspicionOf } from '../../../lib/checks/secrets/credential-shapes';
import { bcrypt } from '../../../lib/secrets/making/bcrypt';
import { makeRandom } from '../../../lib/secrets/making/make-value';
import { repeatableRandom } from '../../../lib/secrets/testing/sample-secrets';
import type { Bench } from './bench';
import type { Verdict } from './verdict';

const samples = 2000;

/** How many random passwords under a name that says nothing look like words to the rule about credentials. */
export function judgeSuspicion(verdict: Verdict): void {
  const random = repeatableRandom('suspicion');
  const passwords = Array.from({ length: samples }, () => makeRandom({ make: 'password' }, random));
  const overlooked = passwords.filter((password) => suspicionOf('colour', password) === undefined).length;
  verdict.check(`of ${samples} random passwords ${overlooked} look like words to us`, overlooked < samples / 50);
}

/** Hashes of ours before Go's own bcrypt. */
export function judgeMaking(bench: Bench, verdict: Verdict): void {
  const random = repeatableRandom('bcrypt');
  const passwords = Array.from({ length: 72 }, (_, i) =>
    Buffer.from(random(36))
      .toString('hex')
      .slice(0, i + 1),
  );
  const verdicts = (lines: string[]) =>
    bench
      .run('bcrypt-check', [], { input: lines.join('\n') })
      .stdout.trim()
      .split('\n');
  const right = verdicts(passwords.map((password) => `${bcrypt(password, random(16), 4)} ${password}`));
  const wrong = verdicts(passwords.map((password) => `${bcrypt(password, random(16), 4)} ${password.slice(1)}x`));
  verdict.check(
    'bcrypt takes our hashes of passwords of 1 to 72 bytes',
    right.length === 72 && right.every((v) => v === 'true'),
  );
  verdict.check('bcrypt refuses them for other passwords', wrong.length === 72 && wrong.every((v) => v === 'false'));
}
