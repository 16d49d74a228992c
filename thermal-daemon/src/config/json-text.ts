/** JSON that remembers where everything stood, because a refusal must name line and column. */
export interface Position {
  /** Both from 1, columns in UTF-16 units as editors count them. */
  readonly line: number;
  readonly column: number;
}

export type JsonNode = { readonly at: Position } & (
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
);

export interface JsonEntry {
  readonly key: string;
  readonly keyAt: Position;
  readonly value: JsonNode;
}

export class JsonSyntaxError extends Error {
  constructor(
    readonly at: Position,
    message: string,
  ) {
    super(message);
  }
}

const MAXIMUM_DEPTH = 20;

/** @throws JsonSyntaxError at the first character that cannot be; a broken text has no trustworthy second one */
export function parseJson(text: string): JsonNode {
  const parser = new Parser(text.startsWith('\uFEFF') ? text.slice(1) : text);
  return parser.document();
}

class Parser {
  private index = 0;
  constructor(private readonly text: string) {}

  document(): JsonNode {
    const node = this.value(0);
    this.skipSpace();
    if (this.index < this.text.length) this.fail(`nothing may follow the closing character, found ${this.here()}`);
    return node;
  }

  private value(depth: number): JsonNode {
    this.skipSpace();
    if (depth > MAXIMUM_DEPTH) this.fail(`nested deeper than ${MAXIMUM_DEPTH} levels`);
    const at = this.position();
    const next = this.text[this.index];
    if (next === '{') return { kind: 'object', at, entries: this.entries(depth) };
    if (next === '[') return { kind: 'list', at, items: this.items(depth) };
    return { kind: 'scalar', at, value: this.scalar() };
  }

  private entries(depth: number): JsonEntry[] {
    const entries: JsonEntry[] = [];
    this.sequence('}', () => {
      const keyAt = this.position();
      if (this.text[this.index] !== '"') this.fail(`expected a key in double quotes, found ${this.here()}`);
      const key = this.scalar() as string;
      this.skipSpace();
      if (this.text[this.index] !== ':') this.fail(`expected ":" after "${key}", found ${this.here()}`);
      this.index += 1;
      const value = this.value(depth + 1);
      if (entries.some((entry) => entry.key === key)) throw new JsonSyntaxError(keyAt, `"${key}" stands here twice`);
      entries.push({ key, keyAt, value });
    });
    return entries;
  }

  private items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.sequence(']', () => items.push(this.value(depth + 1)));
    return items;
  }

  private sequence(close: string, element: () => void): void {
    this.index += 1;
    this.skipSpace();
    if (this.text[this.index] === close) {
      this.index += 1;
      return;
    }
    for (;;) {
      this.skipSpace();
      element();
      this.skipSpace();
      const next = this.text[this.index];
      if (next !== ',' && next !== close) this.fail(`expected "," or "${close}", found ${this.here()}`);
      this.index += 1;
      if (next === close) return;
    }
  }

  /** Finds a scalar's extent; JSON.parse decides whether it is one. */
  private scalar(): string | number | boolean | null {
    const extent = /"(?:[^"\\\n]|\\.)*"|[-+.\w]+/y;
    extent.lastIndex = this.index;
    const raw = extent.exec(this.text)?.[0];
    if (raw === undefined) this.fail(`expected a value, found ${this.here()}`);
    try {
      const value = JSON.parse(raw) as string | number | boolean | null;
      this.index += raw.length;
      return value;
    } catch {
      return this.fail(`${raw} is no JSON value`);
    }
  }

  private skipSpace(): void {
    while (/[ \t\r\n]/.test(this.text[this.index] ?? '')) this.index += 1;
  }

  private here(): string {
    const next = this.text[this.index];
    return next === undefined ? 'the end of the file' : JSON.stringify(next);
  }

  private position(): Position {
    const before = this.text.slice(0, this.index);
    return { line: before.split('\n').length, column: this.index - before.lastIndexOf('\n') };
  }

  private fail(message: string): never {
    throw new JsonSyntaxError(this.position(), message);
  }
}
