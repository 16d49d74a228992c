import type { Finding } from '../../lib/facts/finding';
import { compareFindings } from '../../lib/facts/finding-order';

/** The command found something that must be put right first. */
export class FoundFaults extends Error {
  constructor(readonly findings: Finding[]) {
    super(findingsText(findings));
  }
}

/** For people, in the order of all findings. */
export function findingsText(findings: readonly Finding[]): string {
  return [...findings]
    .sort(compareFindings)
    .map(({ level, rule, object, path, message, fix }) => {
      const place = path === '' ? object : `${object}: ${path}`;
      return `${level === 'error' ? '' : `${level} `}${place} ${message}  [${rule}]\n   ${fix}`;
    })
    .join('\n');
}
