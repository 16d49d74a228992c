import { createServer } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import * as z from 'zod';
import { app } from '../../../lib/kit/app';
import { OtlpReceiver } from '../../../lib/kit/peers';
import { Pods } from '../../../lib/kit/pods';

const host = 'traces.judge.svc.cluster.local';

/** Offers what the rack's collector offers, for racks without one. */
export const tracesApp = app({
  name: 'judge-traces',
  area: 'observability',
  summary: 'Where the judges hear spans',
  spec: z.strictObject({}),
  offers: [OtlpReceiver],
  namespaces: { judge: 'restricted' },
  build: (scope) => {
    const { ports } = new Pods(scope, 'judge-traces', {
      namespace: 'judge',
      name: 'traces',
      labels: { 'app.kubernetes.io/name': 'traces' },
      ports: { grpc: { port: 4317 }, http: { port: 4318 } },
      source: 'test/judges/models/traces.ts',
    });
    return {
      otlpPort: ports['grpc']!,
      otlpEndpoint: `http://${host}:4317`,
      otlpHttpPort: ports['http']!,
      otlpHttpEndpoint: `http://${host}:4318`,
    };
  },
});

/** Takes spans over both protocols and remembers what was said in them: names stand as they are in the messages. */
export class TraceListener {
  private readonly heard: Record<'grpc' | 'http', Buffer[]> = { grpc: [], http: [] };

  listen(): void {
    createServer((request, answer) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.url === '/v1/traces') this.heard.http.push(Buffer.concat(chunks));
        answer.writeHead(request.url === '/v1/traces' ? 200 : 404).end();
      });
    }).listen(4318);
    createHttp2Server()
      .on('stream', (stream, headers) => {
        const isExport = headers[':path'] === '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
        stream.on('data', (chunk: Buffer) => isExport && this.heard.grpc.push(chunk));
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': isExport ? '0' : '12' }));
        stream.on('end', () => {
          stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
          stream.end(Buffer.alloc(5)); // an empty message, uncompressed
        });
      })
      .listen(4317);
  }

  /** Whether some message held the text. */
  has(protocol: 'grpc' | 'http', text: string): boolean {
    return this.heard[protocol].some((message) => message.includes(text));
  }
}
