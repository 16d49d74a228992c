/** JSON that remembers where everything stood, because a refusal must name line and column. */
export interface Position {
  /** Both from 1, columns in UTF-16 units as editors count them. */
  readonly line: number;
  readonly column: number;
}

/** Keys and indices from the root. */
export type JsonPath = readonly (string | number)[];

export interface JsonText {
  readonly value: unknown;
  /** Of a member's key or a list's item; what is not there is where it should be: in what surrounds it. */
  at(path: JsonPath): Position;
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
export function parseJson(source: string): JsonText {
  const parser = new Parser(source.startsWith('\uFEFF') ? source.slice(1) : source);
  return { value: parser.document(), at: (path) => parser.at(path) };
}

class Parser {
  private index = 0;
  private readonly offsets = new Map<string, number>();
  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value([]);
    if (this.next() !== undefined) this.fail(`nothing may follow the closing character, found ${this.here()}`);
    return value;
  }

  at(path: JsonPath): Position {
    const offset = this.offsets.get(JSON.stringify(path));
    return offset === undefined && path.length > 0 ? this.at(path.slice(0, -1)) : this.position(offset);
  }

  private value(path: JsonPath): unknown {
    const next = this.next();
    const name = JSON.stringify(path);
    if (!this.offsets.has(name)) this.offsets.set(name, this.index);
    if (path.length > MAXIMUM_DEPTH) this.fail(`nested deeper than ${MAXIMUM_DEPTH} levels`);
    if (next === '{') return Object.fromEntries(this.sequence('}', () => this.member(path)));
    if (next === '[') return this.sequence(']', (index) => this.value([...path, index]));
    return this.scalar();
  }

  private member(path: JsonPath): [string, unknown] {
    const keyAt = this.index;
    if (this.next() !== '"') this.fail(`expected a key in double quotes, found ${this.here()}`);
    const key = this.scalar() as string;
    const member = [...path, key];
    if (this.offsets.has(JSON.stringify(member))) this.fail(`"${key}" stands here twice`, keyAt);
    this.offsets.set(JSON.stringify(member), keyAt);
    if (this.next() !== ':') this.fail(`expected ":" after "${key}", found ${this.here()}`);
    this.index += 1;
    return [key, this.value(member)];
  }

  private sequence<T>(close: string, element: (index: number) => T): T[] {
    const elements: T[] = [];
    this.index += 1;
    while (this.next() !== close || elements.length > 0) {
      elements.push(element(elements.length));
      if (this.next() === close) break;
      if (this.next() !== ',') this.fail(`expected "," or "${close}", found ${this.here()}`);
      this.index += 1;
      this.next();
    }
    this.index += 1;
    return elements;
  }

  /** Finds a scalar's extent; JSON.parse decides whether it is one. */
  private scalar(): unknown {
    const extent = /"(?:[^"\\\n]|\\.)*"|[-+.\w]+/y;
    extent.lastIndex = this.index;
    const raw = extent.exec(this.text)?.[0];
    if (raw === undefined) return this.fail(`expected a value, found ${this.here()}`);
    try {
      const value: unknown = JSON.parse(raw);
      this.index += raw.length;
      return value;
    } catch {
      return this.fail(`${raw} is no JSON value`);
    }
  }

  /** The next character that is no space; undefined: the end. */
  private next(): string | undefined {
    while (/[ \t\r\n]/.test(this.text[this.index] ?? '')) this.index += 1;
    return this.text[this.index];
  }

  private here(): string {
    const next = this.text[this.index];
    return next === undefined ? 'the end of the file' : JSON.stringify(next);
  }

  private position(offset = 0): Position {
    const before = this.text.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  }

  private fail(message: string, offset = this.index): never {
    throw new JsonSyntaxError(this.position(offset), message);
  }
}
