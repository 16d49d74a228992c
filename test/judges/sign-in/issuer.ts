import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Claims of a person, by login; the issuer's page takes any password. */
export type People = Record<string, { name: string; email: string; groups?: string[] }>;

export interface Client {
  client_id: string;
  client_secret: string;
  redirect_uris: string[];
}

/** A certified OpenID Connect issuer behind TLS, on an address of this world. */
export class Issuer {
  /** Folder with `ca.crt`, which whoever asks it must trust. */
  readonly folder: string;
  private readonly key: string;
  private child?: ChildProcess;

  /** @param packages folder where oidc-provider is installed, with issuer.mjs beside it */
  constructor(
    private readonly packages: string,
    private readonly url: string,
    private readonly address: string,
    folder: string,
  ) {
    this.folder = folder;
    this.key = join(folder, 'private', 'tls.key');
    mkdirSync(join(folder, 'private'), { recursive: true, mode: 0o755 });
    const { hostname } = new URL(url);
    const names = ['-subj', `/CN=${hostname}`, '-addext', `subjectAltName=DNS:${hostname}`];
    const files = ['-keyout', this.key, '-out', join(folder, 'ca.crt')];
    const made = spawnSync('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      ...names,
      ...files,
    ]);
    if (made.status !== 0) throw new Error(`openssl: ${made.error?.message ?? String(made.stderr)}`);
  }

  get certificate(): string {
    return readFileSync(join(this.folder, 'ca.crt'), 'utf8');
  }

  /** Ends the one before; who was signed in is signed in there no more. */
  async serve(client: Client, people: People): Promise<void> {
    await this.stop();
    const told = {
      issuer: this.url,
      client,
      people,
      certificate: this.certificate,
      key: readFileSync(this.key, 'utf8'),
    };
    const child = spawn(process.execPath, [join(this.packages, 'issuer.mjs')], {
      env: { ISSUER: JSON.stringify({ ...told, address: this.address }) },
    });
    this.child = child;
    let said = '';
    await new Promise<void>((done, fail) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          said += chunk;
          if (said.includes('listening')) done();
        });
      }
      child.once('exit', () => fail(new Error(`the issuer ended\n${said}`)));
    });
  }

  private async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill();
    await gone;
  }
}
