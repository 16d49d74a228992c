import type { Finding } from '../facts/finding';
import { onOneLine } from '../rack-file/echo';

/** What can be said of the files below `secrets/<rack>/`. None has exceptions: each error breaks a pod or leaks. */
const rules = {
  'secrets/declaration': {
    why: 'A key that cannot be made leaves its pods waiting for ever.',
    fixHint: 'correct what the app declares',
  },
  'secrets/file-missing': {
    why: 'Pods that mount a Secret that does not exist do not start.',
    fixHint: 'run: npx rackwright secrets create',
  },
  'secrets/key-missing': {
    why: 'A container whose environment names a missing key does not start.',
    fixHint: 'run: npx rackwright secrets create',
  },
  'secrets/parked': {
    level: 'info',
    why: 'Secrets of an app that is off are kept: what it stored opens with no others when it is on again.',
    fixHint: 'nothing to do; to remove them for good: npx rackwright secrets prune',
  },
  'secrets/unfinished': {
    why: 'A command that changes several files was interrupted: a server and its client may hold different passwords.',
    fixHint: 'run: npx rackwright secrets verify (it finishes the change)',
  },
  'secrets/stray-file': {
    why: 'Only encrypted files belong here; anything else may be a decrypted copy.',
    fixHint: 'delete it; if it held secrets in the clear and was ever committed, rotate them',
  },
  'secrets/format': {
    why: 'Flux refuses a file that SOPS cannot read, and with it everything else of the app.',
    fixHint: 'take the file back from git and change it with: npx rackwright secrets edit',
  },
  'secrets/unencrypted': {
    why: 'A password in git is there for ever.',
    fixHint: 'take the file back from git; if the value was ever committed, run: npx rackwright secrets rotate',
  },
  'secrets/identity': {
    why: 'Flux would apply another Secret than the one whose name the file bears.',
    fixHint: 'run: npx rackwright secrets create',
  },
  'secrets/recipients': {
    why: 'Who is not a recipient cannot decrypt: neither Flux nor the person who restores the rack.',
    fixHint: 'run: npx rackwright secrets create',
  },
  'secrets/example-key': {
    why: 'The private half of the example key is public: everyone can read what it seals.',
    fixHint: 'run: npx rackwright secrets init, state its recipient in the rack file, delete the example files and create anew',
  },
  'secrets/private-key': {
    why: 'A private key in git opens every Secret of every commit, to everybody who ever sees the repository.',
    fixHint:
      'move it out of the repository; if it was ever pushed, make another with npx rackwright secrets init and rotate every Secret',
  },
  'secrets/mac': {
    why: 'Someone without the key changed, moved or dropped something. Flux does not look at the MAC.',
    fixHint: 'take the file back from git; if the change was meant, make it with: npx rackwright secrets edit',
  },
  'secrets/value': {
    why: 'A pod puts the value into an address or a file as it is; a character that means something there breaks it.',
    fixHint: 'run: npx rackwright secrets rotate',
  },
  'secrets/derived': {
    why: 'Two places that must agree on a value do not, and logging in fails.',
    fixHint: 'run: npx rackwright secrets rotate',
  },
} as const satisfies Record<string, { level?: Finding['level']; why: string; fixHint: string }>;

export type SecretRule = keyof typeof rules;

function levelOf(rule: SecretRule): Finding['level'] {
  const stated: object = rules[rule];
  return 'level' in stated ? (stated.level as Finding['level']) : 'error';
}

/** For the reference of all rules. */
export const secretFileRules = Object.entries(rules).map(([id, rule]) => ({
  id,
  level: levelOf(id as SecretRule),
  exceptable: false,
  ...rule,
}));

/** A finding of such a rule. A file's name may be anything: a key that somebody pasted, or what a terminal obeys. */
export function secretFinding(
  rule: SecretRule,
  object: string,
  path: string,
  message: string,
  fix: string = rules[rule].fixHint,
): Finding {
  return { level: levelOf(rule), rule, object: onOneLine(object), path: onOneLine(path), message: onOneLine(message), fix };
}
