import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecretDeclaration } from '../../../lib/facts/secret-declaration';
import type { AgeBox } from '../../../lib/secrets/sops/age-box';
import { repeatableRandom, sampleSecrets } from '../../../lib/secrets/testing/sample-secrets';
import type { RackSpec } from '../../../lib/rack-file/rack';
import type { SecretsWorld } from '../world';

/** A checkout in a folder of its own, a key of its own, and what the commands said. */
export interface SampleWorld extends SecretsWorld {
  printed: string[];
  said: string[];
  /** What apps ask for; tests change it. */
  secrets: SecretDeclaration[];
  recipients: string[];
  env: Record<string, string | undefined>;
  gitUrl: string;
  /** Where a Secret's file lies. */
  file(id: string): string;
}

export const sampleRack = 'clusters/sample.yaml';

/** Nobody sits at the keyboard; the clock stands still; the same bytes are drawn in every run. */
export async function sampleWorld(
  age: AgeBox,
  identity: string,
  changes: Partial<SecretsWorld>,
): Promise<SampleWorld> {
  const root = mkdtempSync(join(tmpdir(), 'rackwright-secrets-'));
  mkdirSync(join(root, 'clusters'));
  writeFileSync(join(root, sampleRack), 'name: sample # a comment\n');
  const world: SampleWorld = {
    root,
    age,
    random: repeatableRandom(root),
    now: new Date('2026-01-31T12:00:00.789Z'),
    env: { SOPS_AGE_KEY: identity, HOME: root },
    interactive: { input: false, output: false },
    askHidden: () => Promise.reject(new Error('nobody is there to ask')),
    readInput: async () => '',
    run: () => 127,
    outputOf: () => '',
    printed: [],
    said: [],
    print: (text) => void world.printed.push(text),
    say: (text) => void world.said.push(text),
    secrets: structuredClone([...sampleSecrets]),
    recipients: [await age.recipientOf(identity)],
    gitUrl: 'https://forge.sample-rack.net/rack',
    file: (id) => join(root, 'secrets', 'sample', `${id}.sops.yaml`),
    loadRack: async () => ({
      rack: { name: 'sample', recipients: world.recipients, git: { url: world.gitUrl, branch: 'main', private: false } } as RackSpec,
      secrets: world.secrets,
    }),
    ...changes,
  };
  return world;
}
