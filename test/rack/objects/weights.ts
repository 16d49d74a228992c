import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelFiles } from '../../../lib/kit/model-files';
import { syntheticFile, syntheticModels } from '../../judges/models/programs';
import type { KubeObject } from '../../cluster/kube/object';

/** A model file of the rack and the small one that stands in for it: random weights of the same kind. */
export interface Weights {
  /** File that the rack names. */
  file: string;
  /** What the rack believes it by, and its size. */
  stated: { sha256: string; bytes: number };
  small: { name: string; sha256: string; bytes: number };
}

export function smallWeights(): Weights[] {
  const folder = syntheticModels();
  return Object.entries(modelFiles).flatMap(([alias, { file, sha256, bytes }]) => {
    const name = syntheticFile[alias];
    if (name === undefined) return [];
    const content = readFileSync(join(folder, name));
    const small = { name, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
    return [{ file, stated: { sha256, bytes }, small }];
  });
}

/** A copy of an object that names small files by size and hash wherever it named those of the rack. */
export function withSmallWeights<T>(object: T, weights: readonly Weights[]): T {
  let text = JSON.stringify(object);
  for (const { stated, small } of weights)
    text = text
      .replaceAll(stated.sha256, small.sha256)
      .replaceAll(new RegExp(`\\b${stated.bytes}\\b`, 'g'), String(small.bytes));
  return JSON.parse(text) as T;
}

export const fileServerImage = 'bench.example.org/model-files:1';
const meta = { name: 'minio', namespace: 'data' };
const labels = { 'app.kubernetes.io/name': 'minio' };

/**
 * Stands in for the object store where servers fetch their models, under its name and label, so that the generated
 * policies let it be asked: the files at the addresses that objects name. It asks nobody for a signature.
 */
export function fileServer(weights: readonly Weights[]): KubeObject[] {
  const folders = weights.map(
    ({ file, small: { name, sha256 } }) =>
      `mkdir -p /srv/models/${sha256} && ln -sf /weights/${name} /srv/models/${sha256}/${file}`,
  );
  const container = {
    name: 'files',
    image: fileServerImage,
    imagePullPolicy: 'IfNotPresent',
    command: ['sh', '-ec', [...folders, 'exec httpd -f -p 9000 -h /srv'].join('\n')],
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '64Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    readinessProbe: { tcpSocket: { port: 9000 } },
    volumeMounts: [{ name: 'srv', mountPath: '/srv' }],
  };
  const spec = {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [container],
    volumes: [{ name: 'srv', emptyDir: {} }],
  };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...meta, labels },
      spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta,
      spec: { selector: labels, ports: [{ name: 's3', port: 9000, targetPort: 9000 }] },
    },
  ] as unknown as KubeObject[];
}
