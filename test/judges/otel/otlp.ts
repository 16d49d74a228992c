import { request } from 'node:http';

/** What is sent to `/v1/traces`: one server span, as Open WebUI and LiteLLM make them. */
export function spanMessage(target: string, traceId: string): object {
  const now = BigInt(Date.now()) * 1_000_000n;
  const span = {
    traceId,
    spanId: traceId.slice(0, 16),
    name: `GET ${target}`,
    kind: 2,
    startTimeUnixNano: String(now),
    endTimeUnixNano: String(now + 1_000_000n),
    attributes: [{ key: 'http.target', value: { stringValue: target } }],
  };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'judge' }, spans: [span] }] }] };
}

/** What is sent to `/v1/metrics`: a counter, as Open WebUI counts its requests. */
export function metricMessage(): object {
  const now = String(BigInt(Date.now()) * 1_000_000n);
  const point = { startTimeUnixNano: now, timeUnixNano: now, asInt: '3', attributes: [] };
  const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints: [point] };
  const metric = { name: 'http.server.requests', unit: '1', sum };
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope: { name: 'judge' }, metrics: [metric] }] }] };
}

/** Over OTLP/HTTP; returns the status of the answer. */
export function postSpan(target: string, traceId: string, port = 4318): Promise<number> {
  return post('/v1/traces', spanMessage(target, traceId), port);
}

/** Over OTLP/HTTP; returns the status of the answer. */
export function postMetric(port = 4318): Promise<number> {
  return post('/v1/metrics', metricMessage(), port);
}

/** Configuration of a collector that stands where Tempo does: it takes OTLP and says what it took. */
export const spanStoreConfig = (endpoint: string): string => `
receivers: { otlp: { protocols: { grpc: { endpoint: '${endpoint}' } } } }
exporters: { debug: { verbosity: detailed } }
service:
  telemetry: { metrics: { level: none } }
  pipelines: { traces: { receivers: [otlp], exporters: [debug] } }
`;

const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'judge' } }] };

function post(path: string, body: object, port: number): Promise<number> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json' };
    const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode ?? 0));
    });
    call.on('error', fail);
    call.end(JSON.stringify(body));
  });
}
