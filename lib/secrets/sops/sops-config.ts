import { encryptedRegex } from './sops-file';

/** File beside the Secrets of a rack from which the `sops` binary takes recipients and what to encrypt. */
export const sopsConfigFile = '.sops.yaml';

/** Lets `sops` itself make and update files as we do. */
export function sopsConfig(recipients: readonly string[]): string {
  const lines = ['creation_rules:', '    - path_regex: \\.sops\\.yaml$', `      encrypted_regex: ${encryptedRegex}`];
  const keys = recipients.map((recipient) => `        - ${recipient}`);
  return [...lines, '      age:', ...keys, ''].join('\n');
}
