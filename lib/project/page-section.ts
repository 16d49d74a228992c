/** The anchor that a heading of Markdown has, as forges make it: `## 2. Stop writes` is `2-stop-writes`. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/** Sections of a page by their anchors: each from its heading to the next one that is as high. Code blocks have none. */
export function sectionsOf(page: string): Map<string, string> {
  const lines = page.split('\n');
  let isCode = false;
  const headings = lines.flatMap((line, at) => {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const [, marks, words = ''] = (!isCode && /^(#{1,6}) (.+)$/.exec(line)) || [];
    return marks === undefined ? [] : [{ at, depth: marks.length, anchor: anchorOf(words) }];
  });
  return new Map(
    headings.map(({ at, depth, anchor }, index) => {
      const end = headings.slice(index + 1).find((next) => next.depth <= depth)?.at ?? lines.length;
      return [anchor, `${lines.slice(at, end).join('\n').trimEnd()}\n`];
    }),
  );
}
