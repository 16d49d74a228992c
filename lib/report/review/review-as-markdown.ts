import { findingsAsMarkdown } from '../findings-as-markdown';
import { codeSpan, markdownText } from '../markdown';
import { headline } from './headline';
import { type Reviewed, groupsOf, placeOfGroups, shortList } from './reviewed';

/** A comment on a pull request may have 65,536 characters; what is said of several racks shares them. */
const mostCharacters = 15_000;
const mostRows = 60;

/** The line by which a workflow finds the comment that it wrote before, to change it in place. */
export const commentMark = '<!-- rackwright review -->';

/** What a change does, for a pull request: the sentence, what is refused, a table of effects. The same change, the same text. */
export function reviewAsMarkdown(reviewed: Reviewed): string {
  const { rack, lines, findings, figures, reach } = reviewed;
  const summary =
    headline(reviewed) ||
    (lines.length === 0 && figures.length === 0 ? 'nothing changes' : 'the cluster does not notice');
  const rows = [...groupsOf(lines)].flatMap(([app, groups]) =>
    groups.map(({ effect, objects, detail, at, specPath }) => {
      const place = at ? `${at.file}:${at.line}` : (specPath ?? placeOfGroups(groups));
      const cells = [
        app === '' ? 'rack' : app,
        effect,
        codeSpan(shortList(objects)),
        markdownText(detail),
        place === '' ? '' : codeSpan(place),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  );
  const others = [
    ...figures.map(
      ({ name, before, after }) => `- ${markdownText(name)}: ${markdownText(before)} → ${markdownText(after)}`,
    ),
    ...reach.opened.map((each) => `- opens ${codeSpan(each)}`),
    ...reach.closed.map((each) => `- closes ${codeSpan(each)}`),
  ];
  const sections = [
    `## ${rack}: ${markdownText(summary)}`,
    ...(findings.length > 0 ? [findingsAsMarkdown([...findings]).trimEnd()] : []),
    ...(rows.length > 0
      ? [
          [
            '| App | Effect | Objects | | From |',
            '| --- | --- | --- | --- | --- |',
            ...bounded(rows, mostRows, '| … | and %d more | | | |'),
          ].join('\n'),
        ]
      : []),
    ...(others.length > 0 ? [bounded(others, 20, '- and %d more').join('\n')] : []),
  ];
  return `${cut(sections.join('\n\n'))}\n`;
}

function bounded(rows: readonly string[], most: number, rest: string): string[] {
  return rows.length <= most
    ? [...rows]
    : [...rows.slice(0, most - 1), rest.replace('%d', String(rows.length - most + 1))];
}

/** At the end of a line, so that no table and no code span is left open. */
function cut(text: string): string {
  if (text.length <= mostCharacters) return text;
  return `${text.slice(0, text.lastIndexOf('\n', mostCharacters))}\n\nThe rest is in the log of the check: \`npx rackwright review --details\` prints it.`;
}
