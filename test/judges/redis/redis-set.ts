import type { Service, StatefulSet } from '../../../imports/k8s';
import type { Image } from '../tree/container-root';
import type { Generated } from '../tree/generated';
import { Pod } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';
import { until } from '../tree/until';
import { RespClient } from './resp-client';

export interface Flavour {
  /** Paths in the Debian tree. */
  server: string;
  cli: string;
}

/** An app of the rack that has a user of its own. */
export const appUser = 'litellm';

/** Three pods of the generated StatefulSet, and questions to them as the built-in and granted users. */
export class RedisSet {
  readonly pods: Pod[];
  private readonly passwords: Record<string, string>;

  constructor(world: PodWorld, flavour: Flavour, given: Generated, tree: string) {
    const { spec } = given.object<StatefulSet>('data/StatefulSet/redis');
    const image: Image = {
      busybox: true,
      programs: { 'redis-server': `tree:${flavour.server}`, 'redis-cli': `tree:${flavour.cli}` },
    };
    this.passwords = given.secret('data', 'redis-users');
    this.pods = Array.from({ length: spec!.replicas! }, (_, i) => {
      const name = `redis-${i}`;
      return new Pod(world, {
        name,
        namespace: 'data',
        hostName: `${name}.${spec!.serviceName}.data.svc.cluster.local`,
        serviceAddress: given.object<Service>(`data/Service/${name}`).spec!.clusterIP!,
        spec: spec!.template.spec!,
        claims: (spec!.volumeClaimTemplates ?? []).map(({ metadata }) => metadata!.name!),
        images: { redis: image, sentinel: image },
        given,
        tree,
      });
    });
  }

  async client(pod: Pod, user?: string, port = 6379): Promise<RespClient> {
    const client = await RespClient.open(pod.address, port);
    if (user) await client.send('AUTH', user, this.passwords[user]!);
    return client;
  }

  /** Makes room for another set of the same names. */
  async remove(): Promise<void> {
    for (const pod of this.pods) {
      await pod.kill();
      pod.remove();
    }
  }

  password(user: string): string {
    return this.passwords[user]!;
  }

  /** Asks and hangs up. @throws what the server or the network answers */
  async ask(pod: Pod, user: string | undefined, ...words: string[]) {
    const client = await this.client(pod, user);
    try {
      return await client.send(...words);
    } finally {
      client.close();
    }
  }

  /** `['master', …]`, `['slave', host, port, 'connected', …]`, or undefined when nobody answers. */
  async role(pod: Pod): Promise<string[] | undefined> {
    try {
      return (await this.ask(pod, 'sentinel', 'ROLE')) as string[];
    } catch {
      return undefined;
    }
  }

  /** What everybody thinks, to print when something fails. */
  async state(): Promise<string> {
    const lines = this.pods.map(async (pod) => {
      const sentinel = await this.askSentinel(pod, 'SENTINEL', 'master', 'redis');
      return `${pod.props.name} ${pod.address} role ${await this.role(pod)}\n     Sentinel: ${sentinel}`;
    });
    return (await Promise.all(lines)).join('\n     ');
  }

  async primaries(): Promise<Pod[]> {
    const roles = await Promise.all(this.pods.map((pod) => this.role(pod)));
    return this.pods.filter((_, i) => roles[i]?.[0] === 'master');
  }

  /** The address that the Sentinel of a pod tells a client that gives no password. */
  async told(pod: Pod): Promise<string | undefined> {
    return (await this.askSentinel(pod, 'SENTINEL', 'get-master-addr-by-name', 'redis'))?.[0];
  }

  /** Whether the Sentinel of a pod knows of the other two and of both replicas, so that it could promote one. */
  private async knowsAll(pod: Pod): Promise<boolean> {
    const reply = await this.askSentinel(pod, 'SENTINEL', 'master', 'redis');
    const valueOf = (name: string) => Number(reply?.[reply.indexOf(name) + 1]);
    const others = this.pods.length - 1;
    return valueOf('num-slaves') === others && valueOf('num-other-sentinels') === others;
  }

  /** As a client that gives no password; undefined when nobody answers. */
  private async askSentinel(pod: Pod, ...words: string[]): Promise<string[] | undefined> {
    try {
      const client = await this.client(pod, undefined, 26379);
      const reply = (await client.send(...words)) as string[] | null;
      client.close();
      return reply ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** The primary, once it is the only one, has two linked replicas and every Sentinel names it. */
  async settled(seconds: number): Promise<Pod | undefined> {
    return until(seconds, async () => {
      const [primary, ...more] = await this.primaries();
      if (!primary || more.length > 0) return undefined;
      const roles = await Promise.all(this.pods.map((pod) => this.role(pod)));
      const linked = roles.filter((role) => role?.[0] === 'slave' && role[3] === 'connected').length;
      const told = await Promise.all(this.pods.map((pod) => this.told(pod)));
      const agreed = told.every((address) => address === primary.props.serviceAddress);
      const informed = await Promise.all(this.pods.map((pod) => this.knowsAll(pod)));
      return linked === this.pods.length - 1 && agreed && informed.every(Boolean) ? primary : undefined;
    });
  }
}
