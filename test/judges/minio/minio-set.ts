import type { Job, StatefulSet } from '../../../imports/k8s';
import { goProgram } from '../tree/go-program';
import type { Generated } from '../tree/generated';
import { Pod, type Ran } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';
import { until } from '../tree/until';
import { plain } from './s3';

/** The last published source of the server and of its client. */
export function minioPrograms(): { minio: string; mc: string } {
  return {
    minio: goProgram({ folder: 'minio/server', package: 'github.com/minio/minio' }),
    mc: goProgram({ folder: 'minio/client', package: 'github.com/minio/mc' }),
  };
}

/** Four servers of the generated StatefulSet, and the generated Job. */
export class MinioSet {
  readonly pods: Pod[];
  private jobs = 0;

  constructor(
    private readonly world: PodWorld,
    private readonly given: Generated,
    private readonly tree: string,
    private readonly programs: { minio: string; mc: string },
  ) {
    this.pods = Array.from({ length: this.set.replicas! }, (_, i) => this.pod(i, given));
  }

  /** Server `i`, to be started with other passwords than it had. */
  again(i: number, given: Generated): void {
    this.pods[i] = this.pods[i]!.with(given);
  }

  /** Runs setup.sh as a new pod of the Job would. */
  setup(given = this.given): Ran {
    this.pointService();
    const { spec } = given.object<Job>('data/Job/minio-setup');
    const pod = new Pod(this.world, {
      name: `setup-${this.jobs++}`,
      namespace: 'data',
      spec: spec!.template.spec!,
      images: { mc: { busybox: true, programs: { mc: this.programs.mc } } },
      given,
      tree: this.tree,
    });
    return pod.complete('mc', 180);
  }

  /** Whether every server says in time that writes are possible. */
  async ready(seconds: number): Promise<boolean> {
    const ask = async () => {
      const answers = await Promise.all(this.pods.map(({ address }) => plain(address, '/minio/health/cluster')));
      return answers.every(({ status }) => status === 200) ? true : undefined;
    };
    return (await until(seconds, ask, 500)) ?? false;
  }

  /** Stands in for the Service: the name leads to a server that runs. */
  pointService(): void {
    const pod = this.pods.find(({ running }) => running)!;
    this.world.setName('minio.data.svc.cluster.local', pod.address);
  }

  private get set() {
    return this.given.object<StatefulSet>('data/StatefulSet/minio').spec!;
  }

  private pod(i: number, given: Generated): Pod {
    const name = `minio-${i}`;
    return new Pod(this.world, {
      name,
      namespace: 'data',
      hostName: `${name}.${this.set.serviceName}.data.svc.cluster.local`,
      spec: this.set.template.spec!,
      claims: this.set.volumeClaimTemplates!.map(({ metadata }) => metadata!.name!),
      images: { minio: { busybox: false, programs: { minio: this.programs.minio }, entrypoint: ['minio'] } },
      given,
      tree: this.tree,
    });
  }
}
