import type { PodSpec } from '../../../imports/k8s';
import type { Generated } from '../tree/generated';
import { Pod } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';
import type { Credentials } from '../minio/s3';

/** The provider's bucket: one more MinIO server, under the name of the rack's off-site endpoint. */
export function offsiteServer(
  world: PodWorld,
  given: Generated,
  { tree, minio, host, account }: { tree: string; minio: string; host: string; account: Credentials },
): Pod {
  const spec: PodSpec = {
    containers: [
      {
        name: 'minio',
        args: ['server', '/data', '--address', ':9000'],
        env: [
          { name: 'MINIO_ROOT_USER', value: account.accessKey },
          { name: 'MINIO_ROOT_PASSWORD', value: account.secretKey },
          { name: 'HOME', value: '/tmp' },
        ],
        volumeMounts: [
          { name: 'data', mountPath: '/data' },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'data', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    ],
    securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
  };
  return new Pod(world, {
    name: 'offsite',
    namespace: 'elsewhere',
    hostName: host,
    spec,
    images: { minio: { busybox: false, programs: { minio }, entrypoint: ['minio'] } },
    given,
    tree,
  });
}
