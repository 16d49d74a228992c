/** Lines around a change that a patch shows. */
const around = 3;

interface Line {
  sign: ' ' | '-' | '+';
  text: string;
}

/** A patch that `git apply` takes; '' where nothing differs. */
export function patchOf(file: string, before: string, after: string): string {
  const lines = compared(before.split('\n'), after.split('\n'));
  const wanted = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ sign }) => sign !== ' '),
  );
  if (!wanted.includes(true)) return '';
  const hunks: string[] = [];
  let [old, now] = [1, 1];
  for (let at = 0; at < lines.length;) {
    const end = wanted[at] ? endOf(wanted, at) : at + 1;
    const part = lines.slice(at, end);
    const olds = part.filter(({ sign }) => sign !== '+').length;
    const news = part.filter(({ sign }) => sign !== '-').length;
    if (wanted[at]) {
      hunks.push(`@@ -${old},${olds} +${now},${news} @@`, ...part.map(({ sign, text }) => sign + text));
    }
    [old, now, at] = [old + olds, now + news, end];
  }
  return [`--- a/${file}`, `+++ b/${file}`, ...hunks, ''].join('\n');
}

function endOf(wanted: readonly boolean[], from: number): number {
  const end = wanted.indexOf(false, from);
  return end < 0 ? wanted.length : end;
}

/** The longest common lines stay; a rack file is short enough for the plain table. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i]![j] =
        before[i] === after[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ sign: ' ', text: before[i]! });
      [i, j] = [i + 1, j + 1];
    } else if (j >= after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ sign: '-', text: before[i++]! });
    } else lines.push({ sign: '+', text: after[j++]! });
  }
  // What follows the last line break is no line.
  return lines.at(-1)?.text === '' && lines.at(-1)?.sign === ' ' ? lines.slice(0, -1) : lines;
}
