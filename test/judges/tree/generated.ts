import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Composition } from '../../../lib/compose';
import { app } from '../../../lib/kit/app';
import { RedisSentinel, S3ObjectStore } from '../../../lib/kit/peers';
import { composeSample, loadSample, sampleApps } from '../../../lib/testing/sample-rack';

/** What synth renders for the sample rack, and a value for every key of a Secret that it declares. */
export class Generated {
  private constructor(
    private readonly composition: Composition,
    private readonly salt = '',
  ) {}

  /** The sample rack with one more app: a consumer of Redis and of the object store. */
  static sample(): Generated {
    const rack = loadSample();
    return new Generated(
      composeSample({ ...rack, apps: { ...rack.apps, [consumer]: {} } }, [...sampleApps, consumerApp]),
    );
  }

  /** The same objects after every password was made anew. */
  rotated(): Generated {
    return new Generated(this.composition, `${this.salt}again`);
  }

  /** @param id `data/ConfigMap/redis`; a Job's name goes without its hash */
  object<T>(id: string): T {
    const [namespace, kind, name] = id.split('/');
    const found = this.composition.objects.find(
      ({ manifest: { kind: k, metadata: m } }) =>
        k === kind && m.namespace === namespace && (m.name === name || (k === 'Job' && m.name.startsWith(`${name}-`))),
    );
    if (!found) throw new Error(`synth renders no ${id}`);
    return found.manifest as unknown as T;
  }

  objects<T>(kind: string, namespace: string): T[] {
    const found = this.composition.objects.filter(
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
        if (value.make === 'literal') return [key, value.value];
        if (value.make === 'same-as') return [key, this.secret(value.namespace, value.name)[value.key]!];
        const seed = `${namespace}/${name}/${key}${this.salt}`;
        return [key, createHash('sha256').update(seed).digest('hex').slice(0, 32)];
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
