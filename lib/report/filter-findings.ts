import type { Finding } from '../facts/finding';
import type { Rendered } from '../manifest/manifest';
import { objectId } from '../manifest/manifest';

export interface FindingFilter {
  /** Rule ids, where `*` stands for anything: `network/*`. @default - every rule */
  rules?: readonly string[];
  /** Apps whose objects are meant. @default - every app */
  apps?: readonly string[];
}

/** The findings that a filter lets through. What is about no object of any app shows only without `apps`. */
export function filterFindings(
  findings: readonly Finding[],
  rendered: readonly Rendered[],
  { rules, apps }: FindingFilter,
): Finding[] {
  const patterns = rules?.map(globPattern);
  const appOf = new Map(rendered.map(({ manifest, app }) => [objectId(manifest), app]));
  return findings.filter(({ rule, object }) => {
    const app = appOf.get(object);
    return (
      (patterns === undefined || patterns.some((pattern) => pattern.test(rule))) &&
      (apps === undefined || (app !== undefined && apps.includes(app)))
    );
  });
}

/** `*` stands for anything. */
export function globPattern(glob: string): RegExp {
  return new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
}
