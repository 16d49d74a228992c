import { type Socket, connect } from 'node:net';

export type Reply = string | number | null | Reply[];

/** An error reply, `NOREPLICAS …`. */
export class RedisError extends Error {}

/** One connection, one command after the other: enough to write, WAIT on the same connection, and read back. */
export class RespClient {
  private buffer = Buffer.alloc(0);
  private waiting?: { done: (reply: Reply) => void; fail: (error: Error) => void };

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => {
      this.buffer = Buffer.concat([this.buffer, chunk]);
      this.settle();
    });
    socket.on('error', (error) => this.waiting?.fail(error));
    socket.on('close', () => this.waiting?.fail(new Error('connection closed')));
  }

  /** @throws when nobody answers within `milliseconds` */
  static open(host: string, port: number, milliseconds = 500): Promise<RespClient> {
    return new Promise((done, fail) => {
      const socket = connect({ host, port });
      socket.setTimeout(milliseconds, () => socket.destroy(new Error('timed out')));
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        done(new RespClient(socket));
      });
    });
  }

  /** @throws RedisError for an error reply, Error when the connection breaks */
  send(...words: string[]): Promise<Reply> {
    const text = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
    return new Promise((done, fail) => {
      this.waiting = { done, fail };
      this.socket.write(`*${words.length}\r\n${text}`);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private settle(): void {
    const parsed = parse(this.buffer, 0);
    if (!parsed) return;
    this.buffer = this.buffer.subarray(parsed.end);
    const { waiting } = this;
    this.waiting = undefined;
    if (parsed.value instanceof RedisError) waiting?.fail(parsed.value);
    else waiting?.done(parsed.value);
  }
}

/** The first whole reply from `start`; undefined when more bytes are to come. */
function parse(bytes: Buffer, start: number): { value: Reply | RedisError; end: number } | undefined {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  const length = Number(line);
  switch (String.fromCharCode(bytes[start]!)) {
    case '+':
      return { value: line, end };
    case '-':
      return { value: new RedisError(line), end };
    case ':':
      return { value: length, end };
    case '$':
      if (length < 0) return { value: null, end };
      if (bytes.length < end + length + 2) return undefined;
      return { value: bytes.toString('utf8', end, end + length), end: end + length + 2 };
    default:
      return parseArray(bytes, end, length);
  }
}

function parseArray(bytes: Buffer, start: number, length: number): { value: Reply; end: number } | undefined {
  const items: Reply[] = [];
  let end = start;
  for (let i = 0; i < length; i++) {
    const item = parse(bytes, end);
    if (!item) return undefined;
    items.push(item.value as Reply);
    end = item.end;
  }
  return { value: items, end };
}
