import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { exposition } from './exposition';
import type { Telling } from './neighbour';
import { metricsOf, type ProcessFacts } from './metrics';
import type { Snapshot } from './snapshot';
import { statusOf } from './status';

export interface ServerSources {
  snapshot(): Snapshot;
  facts(): ProcessFacts;
  /** What the blade that drives this one's fan may know. */
  telling(): Telling;
  /** undefined: the loop makes progress; otherwise why not. */
  stalled(): string | undefined;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const plain = (status: number, body: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
});
const json = (value: object): Answer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(value, undefined, 2)}\n`,
});

const pages: Readonly<Record<string, (sources: ServerSources) => Answer>> = {
  '/metrics': ({ snapshot, facts }) => ({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
    body: exposition(metricsOf(snapshot(), facts())),
  }),
  '/neighbour': ({ telling }) => json(telling()),
  '/healthz': ({ stalled }) => {
    const why = stalled();
    return why === undefined ? plain(200, 'ok') : plain(503, why);
  },
  '/status': ({ snapshot, facts }) => json(statusOf(snapshot(), facts())),
};

/** What a blade tells its neighbour: its own heat, never the neighbour's. @param nowMs the clock of the loop */
export function tellingOf(
  { tempCelsius, sampledMs, otherSensors }: Snapshot,
  node: string | undefined,
  nowMs: number,
): Telling {
  return {
    node,
    tempCelsius: sampledMs === undefined ? null : (tempCelsius ?? null),
    leastDutyRatio: otherSensors.leastDutyRatio,
    ageSeconds: sampledMs === undefined ? 0 : (nowMs - sampledMs) / 1000,
  };
}

/** Resolves once it listens. @param port 0: any free one */
export function serve(port: number, sources: ServerSources): Promise<Server> {
  const limits = {
    requestTimeout: 5000,
    headersTimeout: 3000,
    keepAliveTimeout: 3000,
    connectionsCheckingInterval: 1000,
  };
  const server = createServer(limits, (request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    const readable = request.method === 'GET' || request.method === 'HEAD';
    const answer = !readable
      ? plain(405, 'GET only')
      : (page?.(sources) ?? plain(404, `there are ${Object.keys(pages).join(', ')}`));
    response.writeHead(answer.status, {
      'content-type': answer.type,
      'content-length': Buffer.byteLength(answer.body),
    });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  });
  makeRoom(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server));
  });
}

/** Connections beyond a scraper's, the probes' and a neighbour's are somebody's idle ones. */
const MOST_CONNECTIONS = 16;

/** The oldest connection gives way to a new one, so that idle ones never keep the kubelet's probe out. */
function makeRoom(server: Server): void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const [oldest] = open;
    if (open.size > MOST_CONNECTIONS) oldest!.destroy();
  });
}
