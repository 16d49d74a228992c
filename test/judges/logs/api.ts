import { restrictedContainer, restrictedPod } from '../../cluster/actors/restricted-pod';
import { readTree } from '../../cluster/dry-run/read-tree';
import { createLookedUp } from '../../cluster/dry-run/dry-run';
import type { KubeClient } from '../../cluster/kube/client';
import type { KubeObject } from '../../cluster/kube/object';
import { join } from 'node:path';
import { checkout } from '../tree/checkout';
import type { Blade, Written } from './blade';

export const blade = 'blade-04';
/** Pod of the collector, whose name it looks itself up by. */
export const collectorPod = 'log-collector-abcde';

const container = (name: string) => ({ name, image: 'example.org/program:1', securityContext: restrictedContainer });

/** An API server with the blade, the collector's account and rights of dist/homelab, and its pod. */
export class Cluster {
  readonly objects: readonly KubeObject[];

  constructor(readonly client: KubeClient) {
    this.objects = readTree(join(checkout(), 'dist', 'homelab')).objects.map(({ object }) => object);
  }

  find<T extends KubeObject>(kind: string, namespace: string | undefined, name: string): T {
    const found = this.objects.find(
      (each) => each.kind === kind && each.metadata.name === name && each.metadata.namespace === namespace,
    );
    if (!found) throw new Error(`dist/homelab has no ${kind} ${namespace ?? ''}/${name}`);
    return found as T;
  }

  async prepare(): Promise<void> {
    const accounts = this.objects.filter(({ kind }) => ['Namespace', 'PriorityClass', 'ServiceAccount'].includes(kind));
    await createLookedUp(this.client, accounts);
    await this.client.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: blade } } as KubeObject);
    for (const kind of ['ClusterRole', 'ClusterRoleBinding'])
      await this.client.apply(this.find(kind, undefined, 'hardware-log-collector'));
    await this.run('hardware', collectorPod, 'log-collector', '0'.repeat(64));
  }

  /**
   * What scheduler and kubelet would do, in the kubelet's order: the file is there before the API server hears of it. A
   * collector that is told of a container looks for its file at once.
   */
  async run(
    namespace: string,
    pod: string,
    name: string,
    containerId: string,
    writes?: Pick<Blade, 'start'>,
  ): Promise<Written> {
    const created = await this.client.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod, namespace },
      spec: {
        nodeName: blade,
        containers: [container(name)],
        automountServiceAccountToken: false,
        securityContext: restrictedPod,
      },
    } as KubeObject);
    const written = { namespace, pod, container: name, uid: String(created.metadata.uid), containerId };
    writes?.start(written);
    const status = {
      phase: 'Running',
      containerStatuses: [
        {
          name,
          image: 'example.org/program:1',
          imageID: '',
          containerID: `containerd://${containerId}`,
          ready: true,
          restartCount: 0,
          state: { running: { startedAt: new Date().toISOString().replace(/\.\d+/, '') } },
        },
      ],
    };
    await this.client.merge(created, { status }, 'status');
    return written;
  }

  async token(): Promise<string> {
    const path = `${await this.client.path('v1', 'ServiceAccount', 'hardware', 'log-collector')}/token`;
    const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const answer = await this.client.expect('POST', path, { body });
    return (answer.body as { status: { token: string } }).status.token;
  }
}
