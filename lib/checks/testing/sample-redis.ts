import { configHashMark, secretsHashMark } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';
import { budget, chatLabels, digest, redisLabels, service, serviceAccount, small } from './sample-objects';
import { onePerBlade, samplePods, samplePolicy, sampleSelector } from './sample-pods';

/** Three servers with a disk each, and a nightly report. */
export const redisApp: Manifest[] = [
  serviceAccount('data', 'redis'),
  serviceAccount('data', 'report'),
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'data', name: 'redis' }, data: { 'redis.conf': 'x' } },
  service('data', 'redis', { name: 'redis', port: 6379 }, true),
  budget('data', 'redis'),
  samplePolicy('data', 'redis', {
    from: [
      { namespace: 'ml', labels: chatLabels, port: 6379 },
      { namespace: 'data', labels: redisLabels, port: 'redis' },
    ],
    to: [{ namespace: 'data', labels: redisLabels, port: 'redis' }],
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { namespace: 'data', name: 'redis' },
    spec: {
      replicas: 3,
      serviceName: 'redis',
      selector: sampleSelector('redis'),
      template: samplePods({
        name: 'redis',
        app: 'redis',
        tier: 'data',
        priorityClass: 'rackwright-data',
        tolerationSeconds: 300,
        annotations: { ...configHashMark.as('5f2b'), ...secretsHashMark.as('5f2b') },
        containers: [
          {
            name: 'redis',
            image: `docker.io/library/redis:8.10.1-alpine@${digest(1)}`,
            ports: [{ name: 'redis', containerPort: 6379 }],
            env: [
              { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'redis-users', key: 'chat' } } },
              { name: 'MODE', value: 'primary' },
            ],
            resources: small,
            readinessProbe: { tcpSocket: { port: 'redis' } },
            lifecycle: { preStop: { sleep: { seconds: 5 } } },
            volumeMounts: [
              { name: 'config', mountPath: '/etc/redis' },
              { name: 'data', mountPath: '/data' },
            ],
          },
        ],
        spec: {
          affinity: onePerBlade('redis'),
          volumes: [
            { name: 'config', configMap: { name: 'redis', items: [{ key: 'redis.conf', path: 'redis.conf' }] } },
          ],
        },
      }),
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            storageClassName: 'node-local',
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '2Gi' } },
          },
        },
      ],
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { namespace: 'data', name: 'report' },
    spec: {
      concurrencyPolicy: 'Forbid',
      schedule: '0 3 * * *',
      jobTemplate: {
        spec: {
          template: samplePods({
            name: 'report',
            app: 'redis',
            tier: 'batch',
            priorityClass: 'rackwright-batch',
            tolerationSeconds: 30,
            containers: [
              { name: 'report', image: `docker.io/library/redis:8.10.1-alpine@${digest(1)}`, resources: small },
            ],
            spec: { restartPolicy: 'OnFailure' },
          }),
        },
      },
    },
  },
];
