import type { Finding } from '../facts/finding';
import type { RuleInfo } from '../checks/rule';
import { exceptionKey } from '../facts/marks';
import type { Edit } from '../checks/testing/edits';
import { anchorOf } from './findings-as-markdown';
import { describeEdit } from './edit-text';
import { findingsAsText } from './findings-as-text';
import { markdownText } from './markdown';

/** What the page says of one rule. */
export interface RuleDoc {
  rule: RuleInfo;
  /** An edit of a sound rack, and what the rule then finds. @default - no example */
  example?: { edit: Edit; findings: readonly Finding[] };
}

const head = `# Rules

Everything that \`npx rackwright synth\` and \`npx rackwright check\` check rendered objects by. An **error** keeps \`dist/\` from being
written; a **warning** and what is **for information** are only said.

Where a rule has exceptions, there are two, and both want a reason:

- on one object, by an annotation: \`${exceptionKey('<family>/<rule>')}: <reason>\` (in an app: the \`exceptions\` prop);
- for the whole rack or one object of it, in the rack file:
  \`accept: [{ rule: <family>/<rule>, object: <id>, reason: <reason>, until: <day> }]\`.

An exception that is empty, unknown, not allowed, unused or expired is a finding itself.

This page is generated from the rules and their tests.
`;

/** docs/rules.md: what each rule is for, when it fires, what to do then, and how to except. */
export function rulesPage(docs: readonly RuleDoc[]): string {
  const families = new Map<string, RuleDoc[]>();
  for (const doc of docs) {
    const family = doc.rule.id.slice(0, doc.rule.id.indexOf('/'));
    families.set(family, [...(families.get(family) ?? []), doc]);
  }
  const sections = [...families].map(([family, own]) => [`## ${family}`, ...own.map(ruleSection)].join('\n\n'));
  return `${[head.trimEnd(), contents(families), ...sections].join('\n\n')}\n`;
}

function contents(families: ReadonlyMap<string, readonly RuleDoc[]>): string {
  return [...families]
    .map(([family, docs]) => {
      const links = docs.map(({ rule: { id } }) => `[${id.slice(family.length + 1)}](#${anchorOf(id)})`);
      return `- **${family}**: ${links.join(', ')}`;
    })
    .join('\n');
}

/** What the page says of one rule. */
export function ruleSection({ rule, example }: RuleDoc): string {
  const { id, level, why, fixHint } = rule;
  return [
    `### \`${id}\``,
    `**${level}.** ${markdownText(why)}`,
    ...(example
      ? [`Fires, for instance, ${describeEdit(example.edit)}`, `\`\`\`text\n${shown(example.findings)}\n\`\`\``]
      : []),
    ...(fixHint ? [`To fix: ${markdownText(fixHint)}${fixHint.endsWith('.') ? '' : '.'}`] : []),
    rule.exceptable ? `To except: \`${exceptionKey(id)}: <reason>\`.` : 'No exceptions.',
  ].join('\n\n');
}

/** As the terminal shows them, without the count. */
function shown(findings: readonly Finding[]): string {
  return findingsAsText(findings).trimEnd().split('\n').slice(0, -2).join('\n');
}
