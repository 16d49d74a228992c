import type { Manifest } from '../../manifest/manifest';
import { serverRefusal } from './server-refusal';

const claim = (storage: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'disk', namespace: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

const program = (container: object): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web', ...container }] },
    },
  },
});

const memory = (requests: string, limits: string) =>
  program({ resources: { requests: { memory: requests }, limits: { memory: limits } } });

describe('what the API server refuses of a changed object', () => {
  test.each([
    ['a claim that shrinks', claim('10Gi'), claim('9Gi'), 'a claim only grows'],
    ['a claim that shrinks in another unit', claim('10Gi'), claim('10G'), 'a claim only grows'],
    ['a limit below its request', memory('1Gi', '1Gi'), memory('1Gi', '200Mi'), 'requests'],
    [
      'a privileged container that may not escalate',
      program({ securityContext: { allowPrivilegeEscalation: false } }),
      program({ securityContext: { allowPrivilegeEscalation: false, privileged: true } }),
      'allowPrivilegeEscalation',
    ],
    ['a new object with a wrong value', undefined, memory('1Gi', '200Mi'), 'requests'],
  ])('%s', (_name, before, after, words) => {
    expect(serverRefusal(before, after)).toContain(words);
  });

  test.each([
    ['a claim that grows', claim('10Gi'), claim('11Gi')],
    ['the same size in other words', claim('2Gi'), claim('2048Mi')],
    ['what was as wrong before', memory('1Gi', '200Mi'), memory('1Gi', '100Mi')],
    ['a field that our schemas do not know', memory('1Gi', '1Gi'), program({ surplus: true })],
  ])('nothing of %s', (_name, before, after) => {
    expect(serverRefusal(before, after)).toBe('');
  });
});
