import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Emulator, emulatorHere } from '../registry/emulator';
import { storedCredentials } from '../registry/credentials';
import type { ImageSource } from '../registry/image-source';
import { type ClientOptions, RegistryClient } from '../registry/registry-client';
import type { Signing } from '../registry/signatures';

/** What `rackwright images` asks the world beside the repository; tests hand in their own. */
export interface ImagesWorld {
  clientFor(options: Pick<ClientOptions, 'placeOf'>): RegistryClient;
  /** Or why there is none. */
  emulator(): Emulator | string;
  /** @default - cosign is not installed */
  cosign?: Signing['cosign'];
  /** Of this process, for programs that are started. */
  env: NodeJS.ProcessEnv;
  /** ISO date. */
  today: string;
  out(text: string): void;
  err(text: string): void;
}

export function realWorld(env: NodeJS.ProcessEnv): ImagesWorld {
  const credentials = storedCredentials(env);
  const hasCosign = spawnSync('cosign', ['version'], { stdio: 'ignore' }).status === 0;
  return {
    clientFor: (options) => new RegistryClient({ credentials, ...options }),
    emulator: () => emulatorHere(['arm64', 'amd64']),
    ...(hasCosign && { cosign }),
    env,
    today: new Date().toISOString().slice(0, 10),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}

/** Certificates of Sigstore are its own program's business: which roots hold, and that the log knows the signature. */
function cosign(reference: string, { identity, issuer }: { identity: string; issuer: string }): string {
  const words = ['verify', '--certificate-identity', identity, '--certificate-oidc-issuer', issuer, reference];
  const { status, stderr } = spawnSync('cosign', words, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  return status === 0 ? '' : (stderr.trim().split('\n').at(-1) ?? 'cosign failed');
}

export function signingIn(root: string, client: ImageSource, { cosign: ask }: ImagesWorld): Signing {
  const readKey = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
  return { client, readKey, ...(ask && { cosign: ask }) };
}
