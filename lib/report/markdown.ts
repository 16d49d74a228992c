/** Text that may hold backticks, as code: the fence is one longer than any run of them inside. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.replaceAll('|', '\\|').replaceAll('\n', ' ')}${padding}${fence}`;
}

/** Text in a line or a table: nothing in it may end the cell, start a tag or be taken for emphasis. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|$]/g, (special) => (special === '<' ? '&lt;' : special === '>' ? '&gt;' : `\\${special}`))
    .replaceAll('\n', '<br>');
}

/** Columns as wide as their widest cell, as a formatter would leave them. */
export function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
