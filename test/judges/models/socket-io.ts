import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { until } from '../tree/until';

/** As much of Socket.IO over a WebSocket as a page of Open WebUI speaks; small text messages only. */
export class SocketIo {
  /** Every message so far. */
  readonly heard: string[] = [];
  private received = Buffer.alloc(0);

  private constructor(private readonly wire: Duplex) {
    wire.on('data', (chunk: Buffer) => this.take(chunk));
    wire.on('error', () => wire.destroy());
  }

  /** @throws when the server does not let the person in */
  static async open(base: string, token: string): Promise<SocketIo> {
    const socket = new SocketIo(await upgrade(`${base}/ws/socket.io/?EIO=4&transport=websocket`));
    await socket.first(/^0/, 30); // the server opens, and says how often it will ping
    socket.say(`40${JSON.stringify({ token })}`);
    await socket.first(/^40/, 30);
    return socket;
  }

  /** Under which the server knows this page. */
  get id(): string {
    const joined = this.heard.find((message) => message.startsWith('40'))!;
    return (JSON.parse(joined.slice(2)) as { sid: string }).sid;
  }

  /** Whether an event of that name with that text in it arrives in time. */
  async hears(event: string, text: string, seconds: number): Promise<boolean> {
    const found = () => this.heard.some((each) => each.startsWith(`42["${event}"`) && each.includes(text));
    return (await until(seconds, () => (found() ? true : undefined), 250)) ?? false;
  }

  close(): void {
    this.wire.destroy();
  }

  private async first(shape: RegExp, seconds: number): Promise<void> {
    const found = await until(seconds, () => this.heard.find((message) => shape.test(message)));
    if (found === undefined) throw new Error(`no answer like ${shape} among ${JSON.stringify(this.heard)}`);
  }

  /** A text frame, masked as every client's must be (RFC 6455, section 5.2). */
  private say(text: string): void {
    const bytes = Buffer.from(text);
    const mask = randomBytes(4);
    const length = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 0xff];
    this.wire.write(Buffer.concat([Buffer.from([0x81, ...length]), mask, bytes.map((byte, i) => byte ^ mask[i % 4]!)]));
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const short = this.received[1]! & 0x7f;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (this.received.length < header) return;
      const length =
        short < 126 ? short : short === 126 ? this.received.readUInt16BE(2) : Number(this.received.readBigUInt64BE(2));
      if (this.received.length < header + length) return;
      const message = this.received.subarray(header, header + length).toString();
      this.received = this.received.subarray(header + length);
      if (message === '2') this.say('3');
      else this.heard.push(message);
    }
  }
}

function upgrade(url: string): Promise<Duplex> {
  return new Promise((done, fail) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    };
    const call = request(url, { headers });
    call.on('upgrade', (_answer, wire, head) => {
      done(wire);
      if (head.length > 0) wire.unshift(head);
    });
    call.on('response', ({ statusCode }) => fail(new Error(`no WebSocket but ${statusCode} from ${url}`)));
    call.on('error', fail);
    call.end();
  });
}
