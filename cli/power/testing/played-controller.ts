import { type IncomingMessage, type ServerResponse, createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';

/** How the next answers go wrong. */
export interface Mood {
  /** Milliseconds before an answer. */
  slowMs: number;
  /** Answers of this status, for so many requests. */
  status: { code: number; times: number; headers?: Record<string, string> };
  /** `meta.rc: error` with this message. */
  error: string;
  /** Carries an order out and closes the line without a word. */
  losesAnswer: boolean;
  /** Says yes to an order and forgets it. */
  forgets: boolean;
  /** Another administrator changes this port while an order comes in. */
  meanwhile: number;
}

export interface PlayedController {
  url: string;
  mood: Partial<Mood>;
  /** Method and path of every request that had the key. */
  requests: string[];
  /** Bodies of orders, as they came. */
  orders: Record<string, unknown>[];
  /** Ports that are told to give no power. */
  readonly off: ReadonlySet<number>;
  stop(): Promise<void>;
}

export interface PlayedOptions {
  key: string;
  mac: string;
  site?: string;
  ports: number;
  /** Called when a port is told to give power, or not. */
  onPower?: (port: number, isOn: boolean) => void;
  tls?: { cert: string; key: string };
}

/**
 * The part of a UniFi controller that switches ports, behind a real HTTP server on 127.0.0.1: one switch whose overrides are
 * replaced as a whole. Shapes as cli/power/unifi.ts names them.
 */
export async function playController(options: PlayedOptions): Promise<PlayedController> {
  const { key, mac, site = 'default', ports, onPower, tls } = options;
  let overrides: Record<string, unknown>[] = [{ port_idx: ports, name: 'uplink', portconf_id: 'p1', speed: 1000 }];
  const requests: string[] = [];
  const orders: Record<string, unknown>[] = [];
  const mood: Partial<Mood> = {};
  const off = () =>
    new Set(overrides.flatMap((each) => (each['poe_mode'] === 'off' ? [Number(each['port_idx'])] : [])));
  const device = () => ({
    _id: 'd1',
    mac,
    port_overrides: overrides,
    port_table: Array.from({ length: ports }, (_, index) => portOf(index + 1, index + 1 === ports, off())),
  });
  const carryOut = (body: Record<string, unknown>) => {
    orders.push(body);
    if (mood.forgets) return;
    const before = off();
    overrides = body['port_overrides'] as Record<string, unknown>[];
    if (mood.meanwhile !== undefined) overrides = [...overrides, { port_idx: mood.meanwhile, poe_mode: 'off' }];
    for (let port = 1; port <= ports; port += 1) {
      if (before.has(port) !== off().has(port)) onPower?.(port, !off().has(port));
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (mood.slowMs !== undefined) await new Promise((resolve) => setTimeout(resolve, mood.slowMs));
    const send = (status: number, body: unknown, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    };
    const failed = (msg: string) => ({ meta: { rc: 'error', msg }, data: [] });
    if (request.headers['x-api-key'] !== key) return send(401, failed('api.err.LoginRequired'));
    requests.push(`${request.method} ${request.url}`);
    if (mood.status && mood.status.times > 0) {
      mood.status.times -= 1;
      return send(mood.status.code, failed('api.err.Busy'), mood.status.headers);
    }
    if (mood.error !== undefined) return send(200, failed(mood.error));
    const base = `/proxy/network/api/s/${site}`;
    if (request.method === 'GET' && request.url === `${base}/stat/device`) {
      return send(200, { meta: { rc: 'ok' }, data: [{ _id: 'a1', mac: '00:00:00:00:00:01' }, device()] });
    }
    if (request.method === 'PUT' && request.url === `${base}/rest/device/d1`) {
      carryOut(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>);
      if (mood.losesAnswer) return void request.socket.destroy();
      return send(200, { meta: { rc: 'ok' }, data: [device()] });
    }
    return send(404, failed('api.err.NotFound'));
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => void answer(request, response);
  const server = tls ? createHttps(tls, listener) : createHttp(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    mood,
    requests,
    orders,
    get off() {
      return off();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(port: number, isUplink: boolean, off: ReadonlySet<number>): object {
  const isOn = !off.has(port) && !isUplink;
  return {
    port_idx: port,
    name: `Port ${port}`,
    port_poe: !isUplink,
    is_uplink: isUplink,
    poe_mode: isOn ? 'auto' : 'off',
    // A text, as the controller has it.
    poe_power: isOn ? '6.50' : '0.00',
    up: isOn || isUplink,
    portconf_id: 'p1',
    mac_table: [],
  };
}
