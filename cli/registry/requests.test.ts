import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Requests } from './requests';

test('a piece of a blob has the time to go up besides the time of an answer', async () => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => setTimeout(() => response.writeHead(202).end(), 500));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const requests = new Requests({ credentials: () => undefined, patienceMs: 100 });
  const common = { registry, url: `http://${registry}/v2/a/blobs/uploads/1`, scope: 'repository:a:push', what: 'a' };
  const send = (bytes: number) => requests.send({ ...common, method: 'PATCH', body: Buffer.alloc(bytes) });

  expect((await send(8 * 1024 * 1024)).status).toBe(202);
  await expect(send(1)).rejects.toThrow(/no answer in time/);

  server.closeAllConnections();
  server.close();
});
