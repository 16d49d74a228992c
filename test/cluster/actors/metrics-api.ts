import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type SecureContext, createSecureContext } from 'node:tls';
import { type KubeObject } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

interface ApiService extends KubeObject {
  spec: { group: string; version: string; service?: { namespace: string; name: string; port?: number } };
}

interface Service extends KubeObject {
  spec: { clusterIP?: string };
}

const group = 'metrics.k8s.io';
const version = 'v1beta1';

const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: `${group}/${version}`,
  resources: [
    { name: 'nodes', singularName: '', namespaced: false, kind: 'NodeMetrics', verbs: ['get', 'list'] },
    { name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs: ['get', 'list'] },
  ],
};

export const metricsApi: Actor = {
  name: 'metrics API',
  standsInFor: "metrics-server's answers (the API server asks for them only while the Service has a Ready pod)",
  asserts: 'nothing; without it discovery is incomplete, which kubectl complains of and namespace deletion waits for',
  doesNotAssert: 'any figure, that metrics-server reaches a kubelet, its certificate, its permissions',
  waitsFor: { group: 'apiregistration.k8s.io', kind: 'APIService' },
  async start({ bench, onError }) {
    const { client, controlPlane } = bench;
    const { routes } = controlPlane.egress;
    const { cert, key } = controlPlane.pki.apiServer;
    // The API server names the Service that it wants, as it does to a real metrics-server.
    const SNICallback = (name: string, done: (error: Error | null, context?: SecureContext) => void) => {
      const pair = controlPlane.pki.serving(`metrics-api.${name}`, [name]);
      done(null, createSecureContext({ cert: readFileSync(pair.cert), key: readFileSync(pair.key) }));
    };
    const tls = { cert: readFileSync(cert), key: readFileSync(key), SNICallback };
    const server = createServer(tls, (request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'https://localhost');
      const answer = answerTo(pathname);
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(answer === undefined ? '' : JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const route = async ({ spec }: ApiService): Promise<void | 'again'> => {
      if (spec.group !== group || spec.service === undefined) return;
      const { namespace, name, port: wanted = 443 } = spec.service;
      const service = await client.get<Service>('v1', 'Service', namespace, name);
      if (service?.spec.clusterIP === undefined) return 'again';
      routes.set(`${service.spec.clusterIP}:${wanted}`, port);
    };
    const kind = { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService' };
    const services = await reconcileAll<ApiService>(client, kind, route, { onError });
    return [services, { stop: () => void server.close() }];
  },
};

function answerTo(path: string): object | undefined {
  const base = `/apis/${group}/${version}`;
  if (path === base) return resources;
  const list = { apiVersion: `${group}/${version}`, metadata: {}, items: [] };
  if (path === `${base}/nodes`) return { kind: 'NodeMetricsList', ...list };
  if (path.startsWith(base) && path.endsWith('/pods')) return { kind: 'PodMetricsList', ...list };
  return undefined;
}
