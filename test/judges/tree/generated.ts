import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { appBlocks } from '../../../lib/app-blocks';
import type { RackFacts } from '../../../lib/facts/facts';
import { type App, app } from '../../../lib/kit/app';
import { RedisSentinel, S3ObjectStore } from '../../../lib/kit/peers';
import { loadRack } from '../../../lib/rack-file/load';
import { loadReference, referenceText } from '../../../lib/testing/reference-rack';
import type { OffsiteBucket } from '../../../lib/rack-file/rack';
import { composeSample, loadSample, sampleApps, sampleFile } from '../../../lib/testing/sample-rack';
import { checkout } from './checkout';

/** What synth renders for the sample rack, and a value for every key of a Secret that it declares. */
export class Generated {
  private constructor(
    private readonly composition: RackFacts,
    private readonly salt = '',
    /** What a person answers to the questions of `rackwright secrets create`, by key. */
    private readonly answers: Readonly<Record<string, string>> = {},
    /** Values by `<namespace>/<secret>/<key>`. */
    private readonly replaced: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The sample rack with one more app: a consumer of Redis and of the object store. */
  static sample(): Generated {
    const rack = loadSample();
    return new Generated(
      composeSample({ ...rack, apps: { ...rack.apps, [consumer]: {} } }, [...sampleApps, consumerApp]),
    );
  }

  /** The sample rack with this bucket off the rack. */
  static sampleWithOffsite(offsite: OffsiteBucket): Generated {
    return new Generated(composeSample({ ...loadSample(), backups: { offsite } }));
  }

  /** The sample rack with some lines more, and what a person answers when it asks for secrets. */
  static sampleWith(lines: string, answers: Record<string, string>): Generated {
    const rack = loadSample(`${readFileSync(join(checkout(), sampleFile), 'utf8')}${lines}`);
    return new Generated(composeSample(rack), '', answers);
  }

  /** What synth renders for the reference rack, with apps that only the judges add. */
  static reference(more: App[] = []): Generated {
    return new Generated(composeSample(loadReference(more), [...sampleApps, ...more]));
  }

  /** The reference rack with fields of some blocks stated otherwise. */
  static referenceWith(blocks: Readonly<Record<string, object>>): Generated {
    const rack = loadReference();
    const changed = Object.entries(blocks).map(([name, fields]) => [
      name,
      { ...(rack.apps[name] as object), ...fields },
    ]);
    return new Generated(composeSample({ ...rack, apps: { ...rack.apps, ...Object.fromEntries(changed) } }));
  }

  /** What synth renders for the reference rack's file with lines for one app that it only switches on. */
  static referenceStating(app: string, lines: string, answers: Record<string, string>): Generated {
    const text = referenceText.replace(`  ${app}: on\n`, () => `  ${app}:\n${lines}`);
    if (text === referenceText) throw new Error(`the reference rack does not only switch ${app} on`);
    return new Generated(composeSample(loadReference([], text)), '', answers);
  }

  /** What synth renders for a rack of the repository. */
  static rack(file: string): Generated {
    const text = readFileSync(join(checkout(), file), 'utf8');
    const { rack, problems } = loadRack({ text, file, apps: appBlocks(sampleApps) });
    if (!rack) throw new Error(JSON.stringify(problems));
    return new Generated(composeSample(rack));
  }

  /** The same objects after every password was made anew. */
  rotated(): Generated {
    return new Generated(this.composition, `${this.salt}again`, this.answers);
  }

  /** The same objects after one value of one Secret was made anew. */
  withValue(namespace: string, name: string, key: string, value: string): Generated {
    const replaced = new Map([...this.replaced, [`${namespace}/${name}/${key}`, value]]);
    return new Generated(this.composition, this.salt, this.answers, replaced);
  }

  /** @param id `data/ConfigMap/redis`; a Job's name goes without its hash */
  object<T>(id: string): T {
    const [namespace, kind, name] = id.split('/');
    const found = this.composition.rendered.find(
      ({ manifest: { kind: k, metadata: m } }) =>
        k === kind && m.namespace === namespace && (m.name === name || (k === 'Job' && m.name.startsWith(`${name}-`))),
    );
    if (!found) throw new Error(`synth renders no ${id}`);
    return found.manifest as unknown as T;
  }

  objects<T>(kind: string, namespace: string): T[] {
    const found = this.composition.rendered.filter(
      ({ manifest }) => manifest.kind === kind && manifest.metadata.namespace === namespace,
    );
    return found.map(({ manifest }) => manifest as unknown as T);
  }

  /** Decrypted files of one Secret, as a pod would see them. */
  secret(namespace: string, name: string): Record<string, string> {
    const declared = this.composition.secrets.find((each) => each.namespace === namespace && each.name === name);
    if (!declared) throw new Error(`no app declares Secret ${namespace}/${name}`);
    const keys = Object.entries(declared.keys);
    return Object.fromEntries(
      keys.map(([key, value]) => {
        const replaced = this.replaced.get(`${namespace}/${name}/${key}`);
        if (replaced !== undefined) return [key, replaced];
        if (value.make === 'literal') return [key, value.value];
        if (value.make === 'ask' && this.answers[key]) return [key, this.answers[key]];
        if (value.make === 'same-as') return [key, this.secret(value.namespace, value.name)[value.key]!];
        const seed = `${namespace}/${name}/${key}${this.salt}`;
        const made = createHash('sha256').update(seed).digest('hex').slice(0, 32);
        return [key, value.make === 'token' ? `${value.prefix ?? ''}${made}` : made];
      }),
    );
  }
}

export const consumer = 'judge-consumer';
/** Shaped as the applications of the rack ask for it. */
export const consumerAcl = '~judge:* &judge:* +@all -@admin -@dangerous';

const consumerApp = app({
  name: consumer,
  area: 'ml',
  summary: 'What the judges connect as',
  spec: z.strictObject({}),
  needs: { redis: RedisSentinel, objects: S3ObjectStore },
  namespaces: { judge: 'restricted' },
  build: (_scope, { redis, objects }) => {
    redis.grant('judge', consumerAcl, 'judge');
    objects.bucket('judge', 'judge', { expireDays: 3 });
  },
});
