import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * Where the API server's connections into the cluster end: calls to aggregated API servers and webhooks go to the
 * addresses of Services, which lead nowhere here. They come to this proxy, which knows the stand-ins and refuses the rest,
 * so that no packet leaves the machine.
 */
export interface Egress {
  /** EgressSelectorConfiguration for the API server. */
  configuration: string;
  /** Loopback port by `address:port` of a Service. */
  routes: Map<string, number>;
  stop(): void;
}

/** An HTTP CONNECT proxy on a Unix socket: the one transport that the API server uses without certificates. */
export async function startEgress(folder: string): Promise<Egress> {
  const socket = join(folder, 'egress.sock');
  const routes = new Map<string, number>();
  const server = createServer();
  server.on('connect', (request, client) => {
    client.on('error', () => undefined); // the API server gives up on connections as it likes
    const port = routes.get(request.url ?? '');
    if (port === undefined) return void client.end('HTTP/1.1 503 no such address in the bench\r\n\r\n');
    const backend = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      backend.pipe(client);
      client.pipe(backend);
    });
    backend.on('error', () => client.destroy());
    client.on('close', () => backend.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const configuration = join(folder, 'egress.json');
  writeFileSync(configuration, JSON.stringify(selector(socket)));
  return { configuration, routes, stop: () => void server.close() };
}

function selector(udsName: string) {
  return {
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [
      { name: 'cluster', connection: { proxyProtocol: 'HTTPConnect', transport: { uds: { udsName } } } },
    ],
  };
}
