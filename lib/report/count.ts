import type { Finding, Level } from '../facts/finding';

const words: Readonly<Record<Level, (count: number) => string>> = {
  error: (count) => (count === 1 ? 'error' : 'errors'),
  warning: (count) => (count === 1 ? 'warning' : 'warnings'),
  info: () => 'for information',
};

/** `2 errors, 1 warning.`, or that there is nothing. */
export function countOf(findings: readonly Pick<Finding, 'level'>[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? [] : [`${count} ${words[level](count)}`];
  });
  return parts.length === 0 ? 'No findings.' : `${parts.join(', ')}.`;
}
