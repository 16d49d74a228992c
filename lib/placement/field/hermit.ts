import { type Edit, add } from '../../checks/testing/edits';

/** An app of pods that are about one question, beside the apps of the rack. */
export const hermit = (kind: 'Deployment' | 'StatefulSet', replicas: number, spec: object): Edit =>
  add({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'hermit', namespace: 'data' },
    spec: {
      replicas,
      ...(kind === 'StatefulSet' && { serviceName: 'hermit' }),
      selector: { matchLabels: { app: 'hermit' } },
      template: { metadata: { labels: { app: 'hermit' } }, spec },
    },
  });

export const hermitContainer = (more: object = {}) => ({
  name: 'hermit',
  image: 'example.org/hermit:1',
  resources: { requests: { cpu: '10m', memory: '16Mi' } },
  ...more,
});
