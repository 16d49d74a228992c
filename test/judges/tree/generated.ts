import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { appBlocks } from '../../../lib/app-blocks';
import { compose } from '../../../lib/compose';
import type { RackFacts } from '../../../lib/facts/facts';
import type { App } from '../../../lib/kit/app';
import { productApps, productLock } from '../../../lib/project/project';
import { loadRack } from '../../../lib/rack-file/load';
import { readRackSecrets } from '../../../lib/secrets/rack-secrets';
import { allFaults } from '../../planted/all-faults';
import { plantedKind } from '../../planted/fault';
import { PlantedTree } from '../../planted/planted-tree';
import type { Verdict } from '../sops/verdict';
import { checkout } from './checkout';
import { differingObjects, filesNotAsCommitted } from './committed';

const file = 'clusters/homelab.yaml';

/** What a judge must have otherwise than `clusters/homelab.yaml` says. */
interface Otherwise {
  /** Fields of the rack file by their path, `backups.offsite.endpoint`. @default - as in the file */
  fields?: Readonly<Record<string, unknown>>;
  /** Apps that only the judge adds; they are on. @default - none */
  apps?: readonly App[];
  /** What a person answers to the questions of `rackwright secrets create`, by key. @default - nothing */
  answers?: Readonly<Record<string, string>>;
}

/** What synth renders for a rack, and a value for every key of a Secret that it declares. */
export class Generated {
  private constructor(
    private readonly composition: RackFacts,
    /** What `dist/homelab` comes from. */
    private readonly committed: RackFacts,
    private readonly otherwise: Otherwise = {},
    private readonly salt = '',
    /** Values by `<namespace>/<secret>/<key>`. */
    private readonly replaced: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** The rack of `dist/homelab`, but for what is said. `judgeOrigin` tells which objects that changes. */
  static homelab(otherwise: Otherwise = {}): Generated {
    const committed = composed(file);
    const isAsIs = otherwise.fields === undefined && otherwise.apps === undefined;
    return new Generated(planted(isAsIs ? committed : composed(file, otherwise)), committed, otherwise);
  }

  /** What synth renders for another rack of the repository. */
  static rack(path: string): Generated {
    const composition = composed(path);
    return new Generated(composition, composition);
  }

  /** Whether the rack is that of `dist/homelab`, byte for byte; prints what the judge has otherwise. */
  judgeOrigin(verdict: Verdict): void {
    const stale = filesNotAsCommitted(this.committed, join(checkout(), 'dist'));
    const { fields = {}, apps = [] } = this.otherwise;
    const stated = Object.entries(fields).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
    const added = apps.map(({ name }) => `apps.${name}, which only this judge has`);
    const differing = differingObjects(this.committed, this.composition);
    const count = this.composition.rendered.length;
    verdict.check(`dist/homelab is, byte for byte, what ${file} gives`, stale.length === 0, stale.join('\n     '));
    for (const line of [...stated, ...added]) console.log(`     otherwise here: ${line}`);
    if (differing.length === 0) console.log(`     all ${count} objects are those of dist/homelab`);
    else console.log(`     ${differing.length} of ${count} objects are others: ${differing.join(', ')}`);
  }

  /** The same objects after every password was made anew. */
  rotated(): Generated {
    return new Generated(this.composition, this.committed, this.otherwise, `${this.salt}again`);
  }

  /** The same objects after one value of one Secret was made anew. */
  withValue(namespace: string, name: string, key: string, value: string): Generated {
    const replaced = new Map([...this.replaced, [`${namespace}/${name}/${key}`, value]]);
    return new Generated(this.composition, this.committed, this.otherwise, this.salt, replaced);
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
    const answers = this.otherwise.answers ?? {};
    return Object.fromEntries(
      keys.map(([key, value]) => {
        const replaced = this.replaced.get(`${namespace}/${name}/${key}`);
        if (replaced !== undefined) return [key, replaced];
        if (value.make === 'literal') return [key, value.value];
        if (value.make === 'ask' && answers[key]) return [key, answers[key]];
        if (value.make === 'same-as') return [key, this.secret(value.namespace, value.name)[value.key]!];
        const seed = `${namespace}/${name}/${key}${this.salt}`;
        const made = createHash('sha256').update(seed).digest('hex').slice(0, 32);
        return [key, value.make === 'token' ? `${value.prefix ?? ''}${made}` : made];
      }),
    );
  }
}

/** @throws what is wrong with the rack file */
function composed(path: string, { fields = {}, apps: more = [] }: Otherwise = {}): RackFacts {
  const apps = [...productApps, ...more];
  const text = withFields(readFileSync(join(checkout(), path), 'utf8'), {
    ...fields,
    ...Object.fromEntries(more.map(({ name }) => [`apps.${name}`, {}])),
  });
  const { rack, problems } = loadRack({ text, file: path, apps: appBlocks(apps) });
  if (!rack) throw new Error(JSON.stringify(problems));
  const { hashes } = readRackSecrets(checkout(), rack.name);
  return compose({ apps, rack, images: productLock(), secretHashes: hashes });
}

/** With a mistake of the kind that `npm run test:planted -- --measure` names. */
function planted(facts: RackFacts): RackFacts {
  const kind = process.env[plantedKind];
  if (kind === undefined) return facts;
  console.log(`--- planted: ${kind}`);
  const tree = new PlantedTree(facts);
  allFaults.find((fault) => fault.kind === kind)!.plant(tree);
  return tree.facts;
}

/** An app that is only `on` gets a block. */
function withFields(text: string, fields: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text);
  for (const [path, value] of Object.entries(fields)) {
    const at = path.split('.');
    const app = at.slice(0, 2);
    if (at.length > 2 && document.getIn(app) === 'on') document.setIn(app, document.createNode({}));
    // Rack files take no anchors, and one block may be said twice.
    document.setIn(at, document.createNode(value, { aliasDuplicateObjects: false }));
  }
  return document.toString();
}
