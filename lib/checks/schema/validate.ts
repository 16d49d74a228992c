import { isRecord, recordOf } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { podTemplatesOf } from '../../manifest/pod-templates';
import type { Finding } from '../../facts/finding';
import { CelValidator } from './cel/validator';
import { withDefaults } from './defaults';
import { checkEmbedded } from './embedded';
import { checkEnvelope, nameOf } from './envelope';
import { chartNameOf, checkHelmValues } from './helm-values';
import type { Report, SchemaHit } from './hits';
import { familyOf, kindOf, type KnownKind } from './kinds';
import { schemaRuleTable } from './rule-table';
import { checkName } from './server/object-names';
import { under, type Place } from './server/place';
import { serverRules } from './server/server-rules';
import { unknownKind } from './unknown-kind';
import { walk } from './walk';
import type { Walk } from './walk-context';

/** Everything that schemas, the API server's own code and those of charts say against the objects. */
export function schemaHits(manifests: readonly Manifest[]): SchemaHit[] {
  return [...objectHits(manifests), ...chartValueHits(manifests)];
}

/** What schemas and the API server's own code say against each object. Each kind is validated or reported. */
export function objectHits(manifests: readonly Manifest[]): SchemaHit[] {
  const hits: SchemaHit[] = [];
  const cel = new CelValidator();
  for (const manifest of manifests) {
    const report = reportTo(hits, manifest);
    if (!checkEnvelope(manifest, report)) continue;
    validateObject(decrypted(manifest), report, cel, () => hits.length);
  }
  return hits;
}

/** What the schema of its chart says against the values of each HelmRelease. */
export function chartValueHits(manifests: readonly Manifest[]): SchemaHit[] {
  const hits: SchemaHit[] = [];
  for (const manifest of manifests.filter(({ kind, metadata }) => kind === 'HelmRelease' && isRecord(metadata))) {
    checkHelmValues(manifest, chartNameOf(manifest, manifests), reportTo(hits, manifest));
  }
  return hits;
}

function reportTo(hits: SchemaHit[], manifest: Manifest): Report {
  const object = nameOf(manifest);
  return (rule, path, message, fix) => {
    hits.push({ rule, object, path, message, fix: fix === '' ? schemaRuleTable[rule].fixHint : fix });
  };
}

export function validateObjects(manifests: readonly Manifest[]): Finding[] {
  return schemaHits(manifests).map((hit) => ({ level: schemaRuleTable[hit.rule].level, ...hit }));
}

/** A SOPS file carries its own bookkeeping beside the Secret, which is gone when the API server sees it. */
function decrypted(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Secret' || !isRecord(manifest.sops)) return manifest;
  const { sops: _sops, ...secret } = manifest;
  const sealed = Object.keys(recordOf(secret.data)).map((key) => [key, ''] as const);
  return { ...secret, ...(secret.data !== undefined && { data: Object.fromEntries(sealed) }) } as Manifest;
}

function validateObject(manifest: Manifest, report: Report, cel: CelValidator, count: () => number): void {
  const known = kindOf(manifest);
  if (!known) {
    unknownKind(manifest, report);
    return;
  }
  const before = count();
  checkName(known, placeOf(manifest, '', report));
  walkObject(known, manifest, report, cel);
  checkEmbedded(manifest, report);
  // The API server asks CEL only about objects that fit their schema.
  if (count() === before) cel.validate(report);
  else cel.forget();
}

function walkObject(known: KnownKind, manifest: Manifest, report: Report, cel: CelValidator): void {
  const isCore = known.family === 'k8s';
  const { definitions } = familyOf(known.family);
  const schema = definitions[known.definition] ?? {};
  const value = (isCore ? manifest : withDefaults(schema, manifest)) as Manifest;
  const context: Walk = {
    definitions,
    isCore,
    isClosed: true,
    report,
    visit: (type, inner, path) => applyServerRules(type, inner, placeOf(value, path, report)),
    onCelRules: (rules, inner, path) => cel.collect(rules, inner, path),
  };
  walk(context, { $ref: `#/definitions/${known.definition}` }, value, '');
  if (!isCore) walkCoreParts(context, value);
}

/** Metadata of a custom resource is Kubernetes' own, and so are pods inside it, though they may be pieces of one. */
function walkCoreParts(context: Walk, value: Manifest): void {
  const ofCore: Walk = { ...context, definitions: familyOf('k8s').definitions, isCore: true, onCelRules: undefined };
  walk(ofCore, { $ref: '#/definitions/ObjectMeta' }, value.metadata, 'metadata');
  for (const { path, spec } of podTemplatesOf(value)) {
    const said: Report = (rule, ...rest) => {
      if (rule !== 'schema/required') context.report(rule, ...rest);
    };
    const visit: Walk['visit'] = (type, inner, at) => applyServerRules(type, inner, placeOf(value, at, said));
    walk({ ...ofCore, report: said, visit }, { $ref: '#/definitions/PodSpec' }, spec, path);
  }
}

function placeOf(root: Manifest, path: string, report: Report): Place {
  return {
    path,
    root,
    say: (rule, field, message, fix) => report(rule, under(path, field), message, fix ?? ''),
  };
}

function applyServerRules(type: string, value: Record<string, unknown>, place: Place): void {
  for (const rule of serverRules.get(type) ?? []) rule(value, place);
}
