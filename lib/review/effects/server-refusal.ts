import { schemaRuleTable } from '../../checks/schema/rule-table';
import { schemaHits } from '../../checks/schema/validate';
import { fieldAt } from '../../manifest/field-path';
import { type Manifest, groupOf } from '../../manifest/manifest';
import { parseBytes } from '../../units/quantity';

/**
 * Why the API server refuses an object as it is now; '' when it takes it. What is as wrong before the change is left out:
 * then the object is not in the cluster, or our schemas are older than the cluster's.
 */
export function serverRefusal(before: Manifest | undefined, after: Manifest): string {
  const smaller = before ? smallerClaim(before, after) : '';
  if (smaller !== '') return smaller;
  const hits = before ? schemaHits([before]) : [];
  const known = new Set(hits.map(({ rule, path }) => `${rule} ${path}`));
  const hit = schemaHits([after]).find(
    ({ rule, path }) => isServerRule(rule) && schemaRuleTable[rule].level === 'error' && !known.has(`${rule} ${path}`),
  );
  return hit ? `${hit.path}: ${hit.message}` : '';
}

/** A kind that our schemas do not know may be served all the same, and a field they do not know is dropped in silence. */
function isServerRule(rule: string): boolean {
  return /^(schema|names|server)\//.test(rule) && !/^schema\/unknown-/.test(rule);
}

/** Source: Kubernetes 1.36, `ValidatePersistentVolumeClaimUpdate`. */
function smallerClaim(before: Manifest, after: Manifest): string {
  if (`${groupOf(after.apiVersion)}/${after.kind}` !== '/PersistentVolumeClaim') return '';
  const size = 'spec.resources.requests.storage';
  const [from, to] = [before, after].map((claim) => String(fieldAt(claim, size)));
  const isSmaller = (parseBytes(to!) ?? 0) < (parseBytes(from!) ?? 0);
  return isSmaller ? `${size}: ${from} → ${to}, a claim only grows` : '';
}
