import type { Rule } from '../rule';
import { credentialsIn, plaintextIn } from './object-checks';

const plaintext: Rule = {
  id: 'secrets/plaintext',
  level: 'error',
  why: 'A password in git is there for ever, also after the commit that removes it.',
  exceptable: false,
  ofOneObject: true,
  check: ({ objects }) =>
    objects.flatMap(({ id, manifest }) => plaintextIn(manifest).map((fault) => ({ object: id, ...fault }))),
};

const credentialLooking: Rule = {
  id: 'secrets/credential-looking',
  level: 'error',
  why: 'What looks like a password in an argument, a variable or a configuration file mostly is one.',
  exceptable: true,
  acceptedOneByOne: true,
  ofOneObject: true,
  check: ({ objects }) =>
    objects
      .filter(({ manifest }) => plaintextIn(manifest).length === 0) // told already
      .flatMap(({ id, manifest }) => credentialsIn(manifest).map((fault) => ({ object: id, ...fault }))),
};

/** What no rendered object may hold. */
export const secretObjectRules: readonly Rule[] = [plaintext, credentialLooking];
