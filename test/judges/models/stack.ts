import type { Deployment, Job, PodTemplateSpec, StatefulSet } from '../../../imports/k8s';
import type { Image } from '../tree/container-root';
import type { Generated } from '../tree/generated';
import { Pod, type Ran } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';

const namespace = 'ml';

/** Pods of the model workloads, as the controllers of Deployments, StatefulSets and Jobs would make them. */
export class Stack {
  private jobs = 0;

  constructor(
    private readonly world: PodWorld,
    readonly given: Generated,
  ) {}

  /** Pod `index` of a StatefulSet or Deployment, for each server of a model has a Deployment of its own; every container of it comes from the one image. */
  pod(kind: 'StatefulSet' | 'Deployment', workload: string, index: number, image: Image, tree: string): Pod {
    const { spec } = this.given.object<StatefulSet | Deployment>(`${namespace}/${kind}/${workload}`);
    const claims = (spec as { volumeClaimTemplates?: { metadata?: { name?: string } }[] }).volumeClaimTemplates ?? [];
    const name = `${workload}-${index}`;
    return new Pod(this.world, {
      name,
      namespace,
      hostName: `${name}.${workload}-headless.${namespace}.svc.cluster.local`,
      spec: spec!.template.spec!,
      claims: claims.map(({ metadata }) => metadata!.name!),
      images: imagesOf(spec!.template, image),
      given: this.given,
      tree,
    });
  }

  /** Starts a pod and lets the Service of its workload lead to it. */
  serve(pod: Pod): void {
    pod.start();
    const workload = pod.props.name.replace(/-\d+$/, '');
    this.world.setName(`${workload}.${namespace}.svc.cluster.local`, pod.address);
  }

  /** The Services of the other servers of its model lead to it too, for the bench has room for one of each. */
  standInForItsFamily(pod: Pod): void {
    const family = pod.props.name.replace(/(-\d+)+$/, '');
    for (let index = 0; index < 8; index++) {
      this.world.setName(`${family}-${index}.${namespace}.svc.cluster.local`, pod.address);
    }
  }

  /** Runs the one container of a Job to its end, each time as a new pod. */
  job(name: string, image: Image, tree: string, seconds: number, given = this.given): Promise<Ran> {
    const { spec } = this.given.object<Job>(`${namespace}/Job/${name}`);
    const pod = new Pod(this.world, {
      name: `job${this.jobs++}-${name}`.slice(0, 15),
      namespace,
      spec: spec!.template.spec!,
      images: imagesOf(spec!.template, image),
      given,
      tree,
    });
    const [container] = spec!.template.spec!.containers;
    return pod.completing(container!.name, seconds);
  }

  /** Names of the Deployments that match. */
  workloadsLike(pattern: RegExp): string[] {
    const deployments = this.given.objects<Deployment>('Deployment', namespace).map(({ metadata }) => metadata!.name!);
    return deployments.filter((name) => pattern.test(name)).sort();
  }

  /** What a container is told, in words that its program reads. */
  argumentsOf(workload: string): string[] {
    const { spec } = this.given.object<Deployment>(`${namespace}/Deployment/${workload}`);
    return spec!.template.spec!.containers[0]!.args!;
  }
}

function imagesOf({ spec }: PodTemplateSpec, image: Image): Record<string, Image> {
  const containers = [...(spec!.initContainers ?? []), ...spec!.containers];
  return Object.fromEntries(containers.map(({ name }) => [name, image]));
}
