import type { Finding, Level } from '../facts/finding';
import { compareFindings } from '../facts/finding-order';
import { countOf } from './count';
import { codeSpan, markdownText } from './markdown';

const headings: Readonly<Record<Level, string>> = { error: 'Errors', warning: 'Warnings', info: 'For information' };

/** Findings for a pull request: one table a level, and links from each rule to its explanation. */
export function findingsAsMarkdown(
  findings: readonly Finding[],
  { rulesUrl }: { /** Address of docs/rules.md. @default - no links */ rulesUrl?: string } = {},
): string {
  const sections = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const own = findings.filter((finding) => finding.level === level).sort(compareFindings);
    return own.length === 0 ? [] : [`### ${headings[level]}`, table(own, rulesUrl)];
  });
  return `${[`**${countOf(findings)}**`, ...sections].join('\n\n')}\n`;
}

function table(findings: readonly Finding[], rulesUrl: string | undefined): string {
  const rows = findings.map(({ object, path, message, fix, rule, source, at }) => {
    const place = at && `${at.file}:${at.line}`;
    const where = [object, path, source, place].flatMap((each) => (each ? [codeSpan(each)] : [])).join('<br>');
    const name = rulesUrl === undefined ? codeSpan(rule) : `[${codeSpan(rule)}](${rulesUrl}#${anchorOf(rule)})`;
    return `| ${[where, markdownText(message), markdownText(fix), name].join(' | ')} |`;
  });
  return ['| Where | What | What to do | Rule |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The anchor that a heading with the rule's id gets: slashes vanish. */
export function anchorOf(rule: string): string {
  return rule.replaceAll('/', '');
}
