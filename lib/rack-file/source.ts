import type { Document, Node, Pair, YAMLMap } from 'yaml';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Where } from './where';
import { disguises, echoed } from './echo';
import { secretsIn } from './mask';
import type { Fault, Path, SpecProblem } from './problem';

const maxSuggestion = 200;

/** The text of a rack file, parsed, and where everything in it stands. */
export class Source implements Where {
  readonly document: Document.Parsed;
  private readonly lineCounter = new LineCounter();
  private secrets?: string[];

  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    // Two keys of a name are told by syntax.ts; the parser's own search compares every key with every other.
    const options = {
      lineCounter: this.lineCounter,
      prettyErrors: false,
      logLevel: 'error',
      uniqueKeys: false,
    } as const;
    this.document = parseDocument(text, options);
  }

  get root(): Node | null {
    return this.document.contents;
  }

  readonly has = (path: Path): boolean => this.find(path).rest === 0;

  /** Line of a path, or of the deepest part of it that exists. */
  readonly lineOf = (path: Path): number => this.place(this.rangeOf(path, 'key')).line;

  problem({ at, on = 'value', level = 'error', title, detail, suggestion }: Fault): SpecProblem {
    return this.problemAt(this.rangeOf(at, on), { level, title, detail, suggestion });
  }

  /** @param range offsets into the text; what lies behind the end of its first line is dropped */
  problemAt(
    range: readonly [from: number, to: number],
    { title, detail, suggestion, ...rest }: Pick<SpecProblem, 'level' | 'title' | 'detail' | 'suggestion'>,
  ): SpecProblem {
    const place = this.place(range);
    const meant = this.text.slice(range[0], range[0] + place.length);
    const disguised = disguises(meant);
    const details = [detail && echoed(detail), disguised].filter((each) => each !== undefined && each !== '');
    return {
      file: this.file,
      ...place,
      ...rest,
      title: echoed(title),
      ...(details.length > 0 && { detail: details.join('; ') }),
      // One that would print a secret, or fill the screen, helps nobody.
      ...(suggestion !== undefined &&
        suggestion.length <= maxSuggestion &&
        !this.repeatsSecret(suggestion) && { suggestion }),
    };
  }

  private repeatsSecret(text: string): boolean {
    this.secrets ??= secretsIn(this.text);
    return this.secrets.some((secret) => text.toLowerCase().includes(secret));
  }

  private place([from, to]: readonly [number, number]): Pick<SpecProblem, 'line' | 'column' | 'length'> {
    const { line, col } = this.lineCounter.linePos(from);
    const meant = this.text.slice(from, to);
    return {
      line: Math.max(1, line),
      column: Math.max(1, col),
      length: (/^[^\r\n]*/.exec(meant)?.[0] ?? '').replace(/ +$/, '').length,
    };
  }

  private rangeOf(path: Path, on: 'key' | 'value'): readonly [number, number] {
    const { pair, node, rest } = this.find(path);
    if (rest > 0 && node === this.root) return [0, 0]; // missing at the top: no line is to blame
    const key = pair ? textRange(pair.key as Node) : undefined;
    const value = textRange(node);
    // A block that spans lines, or a part that is missing from it, is shown by its key.
    const asKey = on === 'key' || rest > 0 || !value || (key !== undefined && !isScalar(node) && !isFlow(node));
    return (asKey ? (key ?? value) : value) ?? [0, 0];
  }

  /** Follows a path as far as it goes; `rest` counts the parts that are not there. */
  private find(path: Path): { pair?: Pair; node?: Node | null; rest: number } {
    let node: Node | null | undefined = this.root;
    let pair: Pair | undefined;
    for (const [depth, part] of path.entries()) {
      const rest = path.length - depth;
      if (isMap(node)) {
        const next = pairOf(node, String(part));
        if (!next) return { pair, node, rest };
        [pair, node] = [next, next.value as Node | null];
      } else if (isSeq(node)) {
        const next = node.items[Number(part)] as Node | undefined;
        if (!next) return { pair, node, rest };
        [pair, node] = [undefined, next];
      } else return { pair, node, rest };
    }
    return { pair, node, rest: 0 };
  }
}

/** The last pair wins, as in every YAML parser that lets two of a name pass. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.findLast((pair) => keyOf(pair) === key);
}

/** Keys that are no scalar have no name; the check refuses them. */
export function keyOf(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

const isFlow = (node: Node | null | undefined): boolean => (isMap(node) || isSeq(node)) && node.flow === true;

function textRange(node: Node | null | undefined): readonly [number, number] | undefined {
  const range = node?.range;
  return range && range[1] > range[0] ? [range[0], range[1]] : undefined;
}
