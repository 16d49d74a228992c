import { type AgeBox, ageBox } from '../../../lib/secrets/sops/age-box';
import { openSecret } from '../../../lib/secrets/sops/sealed-secret';
import { parseSopsFile } from '../../../lib/secrets/sops/sops-file';
import type { KubeObject } from '../kube/object';
import { withPlaceholders } from './stand-in-secret';

interface Secret extends KubeObject {
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

/** Opens sealed Secrets with the identities of a key file, as Flux does in the cluster. */
export class SecretOpener {
  private readonly identities: string[];
  private box: Promise<AgeBox> | undefined;

  constructor(keyFile: string) {
    this.identities = keyFile.split('\n').filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  }

  /**
   * @throws when no identity fits or a value does not open: the cluster could not open it either
   */
  async open(sealed: KubeObject, text: string): Promise<KubeObject> {
    const file = parseSopsFile(text);
    if ('problems' in file) throw new Error(`no SOPS file: ${file.problems.map(({ message }) => message).join(', ')}`);
    this.box ??= import('age-encryption').then(ageBox);
    const opened = await openSecret(file, this.identities, await this.box);
    if (opened === undefined || opened.damaged.length > 0 || !opened.macHolds)
      throw new Error('the key does not open it, or it was changed');
    const secret = withPlaceholders(sealed) as Secret;
    for (const part of [secret.data, secret.stringData])
      for (const key of Object.keys(part ?? {})) part![key] = opened.values.get(key) ?? part![key]!;
    return secret;
  }
}
