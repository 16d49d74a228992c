import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../lib/facts/finding';
import { exampleRecipient } from '../lib/secrets/example-key';
import { secretFinding } from '../lib/secrets/secret-rules';
import type { AgeBox } from '../lib/secrets/sops/age-box';
import { git } from './git-objects';

const identity = /AGE-SECRET-KEY-1[0-9A-Z]{58}/g;

/**
 * Private age keys in files that git tracks or would add. The published key of the example opens nothing of an owner's, and
 * what only looks like a key opens nothing at all. Outside a repository there is nothing that a push could publish.
 */
export async function privateKeys(root: string, age: AgeBox): Promise<Finding[]> {
  const listed = git(root, 'grep', '--untracked', '-lzI', '-E', identity.source) ?? '';
  const found: Finding[] = [];
  for (const path of listed
    .split('\0')
    .filter((each) => each !== '')
    .sort()) {
    const keys = readFileSync(join(root, path), 'utf8').match(identity) ?? [];
    const recipients = await Promise.all(keys.map((key) => age.recipientOf(key).catch(() => exampleRecipient)));
    const own = recipients.find((recipient) => recipient !== exampleRecipient);
    if (own !== undefined)
      found.push(secretFinding('secrets/private-key', path, '', `holds the private key of ${own}`));
  }
  return found;
}
