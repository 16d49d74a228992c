import { isRecord } from '../../manifest/field-path';
import { objectId, type Manifest } from '../../manifest/manifest';
import { shown, type Report } from './hits';
import { typeOf } from './values';

/** The outermost fields, without which nothing else can be asked. */

/** How findings name an object that may lack its name. */
export function nameOf(manifest: Manifest): string {
  const { kind, metadata } = manifest;
  return isRecord(metadata) && typeof metadata.name === 'string'
    ? objectId(manifest)
    : `${String(kind ?? 'object')}/(no name)`;
}

/** Reports what keeps an object from being one; true when it can be checked further. */
export function checkEnvelope(manifest: Manifest, report: Report): boolean {
  const fields: Record<string, unknown> = { ...manifest };
  const faults = ['apiVersion', 'kind'].filter((field) => typeof fields[field] !== 'string' || fields[field] === '');
  for (const field of faults) {
    const value = fields[field];
    if (value === undefined || value === '') report('schema/required', field, 'is missing', `Add ${field}.`);
    else report('schema/type', field, `is ${shown(value)} (${typeOf(value)}); a string is expected`, '');
  }
  const { metadata } = manifest;
  if (!isRecord(metadata)) {
    const rule = metadata === undefined ? 'schema/required' : 'schema/type';
    report(
      rule,
      'metadata',
      metadata === undefined ? 'is missing' : `is ${shown(metadata)}; an object is expected`,
      '',
    );
    return false;
  }
  return faults.length === 0;
}
