import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, PodSpec } from '../../../imports/k8s';
import { type Image, dropClaim, makeClaim, makeRoot, makeVolume } from './container-root';
import type { Generated } from './generated';
import { type PodWorld, host, worldFolder } from './pod-world';

/** A label that the controller of StatefulSets puts on its pods. */
const podIndex = "metadata.labels['apps.kubernetes.io/pod-index']";

export interface PodProps {
  name: string;
  namespace: string;
  /** `redis-0.redis-headless.data.svc.cluster.local`. @default - no name */
  hostName?: string;
  /** That of a Service of its own, which stays when the pod's changes. @default - none */
  serviceAddress?: string;
  spec: PodSpec;
  /** Names of `volumeClaimTemplates`. @default - none */
  claims?: string[];
  /** By container name; a container without one is left out. */
  images: Record<string, Image>;
  given: Generated;
  /** Root of the Debian tree. */
  tree: string;
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Does what the kubelet and the container runtime do with a rendered pod template, its user and read-only root included. */
export class Pod {
  address = '';
  /** Containers that ended by themselves and were started again. */
  restarts = 0;
  private readonly processes = new Map<string, ChildProcess>();
  private readonly roots = new Map<string, string>();
  private readonly backingOff = new Set<string>();
  private alive = false;
  private made = 0;

  constructor(
    private readonly world: PodWorld,
    readonly props: PodProps,
    network: 'new' | 'kept' = 'new',
  ) {
    if (network === 'new') world.addNetwork(props.name);
  }

  get running(): boolean {
    return this.alive;
  }

  /** The same pod with other Secrets, not started yet. */
  with(given: Generated): Pod {
    const pod = new Pod(this.world, { ...this.props, given }, 'kept');
    for (const [name, root] of this.roots) pod.roots.set(name, root);
    return pod;
  }

  /**
   * A new sandbox: another address, fresh scratch volumes, the same claims. Init containers run to their end first.
   *
   * @throws with its words when an init container fails
   */
  start(): void {
    this.address = this.world.newAddress(this.props.name, this.props.serviceAddress);
    if (this.props.hostName) this.world.setName(this.props.hostName, this.address);
    this.alive = true;
    this.makeRoots();
    this.runSidecars();
    for (const container of this.known(this.props.spec.initContainers).filter((each) => !isSidecar(each))) {
      const { code, stdout, stderr } = this.toItsEnd(container, 60);
      if (code !== 0) throw new Error(`${this.props.name}.${container.name} ended with ${code}\n${stdout}${stderr}`);
    }
    for (const container of this.known(this.props.spec.containers)) this.run(container);
  }

  /** SIGKILL to everything at once; the name stays known until `forget`. */
  async kill(): Promise<void> {
    this.alive = false;
    const running = [...this.processes.values()].filter(
      (child) => child.exitCode === null && child.signalCode === null,
    );
    const ended = running.map((child) => {
      const gone = new Promise((done) => child.once('exit', done));
      signal(child, 'SIGKILL');
      return gone;
    });
    this.processes.clear();
    await Promise.all(ended);
  }

  /** Every process stands still for a while: connections are taken, and nobody is answered. */
  async standStill(seconds: number): Promise<void> {
    for (const child of this.processes.values()) signal(child, 'SIGSTOP');
    await new Promise((done) => setTimeout(done, seconds * 1000));
    for (const child of this.processes.values()) signal(child, 'SIGCONT');
  }

  /** Kills one container, which the kubelet starts again after a second. */
  killContainer(name: string): void {
    signal(this.processes.get(name)!, 'SIGKILL');
  }

  /** Kills one container, which stays away while `work` goes on: the kubelet waits ever longer between its attempts. */
  async inBackOff<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.backingOff.add(name);
    this.killContainer(name);
    try {
      return await work();
    } finally {
      this.backingOff.delete(name);
    }
  }

  /** Process of a container that runs, and its process group. */
  processOf(container: string): number {
    return this.processes.get(container)!.pid!;
  }

  /** The pod object is gone, and its name with it. */
  forget(): void {
    if (this.props.hostName) this.world.setName(this.props.hostName, undefined);
  }

  /** Pod, network and claims are gone. */
  remove(): void {
    this.forget();
    for (const root of this.roots.values()) host('umount', '--recursive', root);
    host('ip', 'netns', 'delete', this.props.name);
    for (const claim of this.props.claims ?? []) dropClaim(this.props.name, claim);
  }

  /** `kubectl exec`, as the user of the pod. */
  exec(container: string, command: string[], env: Record<string, string> = {}, seconds = 30): Ran {
    const started = this.command(container, command);
    const { status, stdout, stderr } = spawnSync(started[0]!, started.slice(1), {
      env: { PATH: this.path(container), ...this.props.images[container]!.env, ...env },
      encoding: 'utf8',
      timeout: seconds * 1000,
    });
    return { code: status ?? -1, stdout, stderr };
  }

  /** For a Job: runs its container to the end. */
  complete(container: string, seconds = 60): Ran {
    this.address ||= this.world.newAddress(this.props.name);
    this.makeRoots();
    return this.toItsEnd(
      this.containers().find(({ name }) => name === container)!,
      seconds,
    );
  }

  /** As `complete`, with the sidecars beside it, and while the caller may serve what the container asks for. */
  async completing(container: string, seconds: number): Promise<Ran> {
    this.address ||= this.world.newAddress(this.props.name);
    this.makeRoots();
    this.alive = true;
    this.runSidecars();
    const found = this.containers().find(({ name }) => name === container)!;
    const [command, ...args] = this.command(container, this.lineOf(found));
    const child = spawn(command!, args, { env: this.environment(found), timeout: seconds * 1000, detached: true });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (chunk: string) => (said[stream] += chunk));
    }
    const code = await new Promise<number | null>((done) => child.once('close', done));
    await this.kill();
    return { code: code ?? -1, ...said };
  }

  /** What a running pod sees when its ConfigMap changes. */
  rewrite(volume: string, file: string, text: string): void {
    writeFileSync(join(worldFolder, 'pods', this.props.name, 'volumes', volume, file), text);
  }

  log(container: string): string {
    return readFileSync(this.logFile(container), 'utf8');
  }

  private containers(): Container[] {
    return this.known([...(this.props.spec.initContainers ?? []), ...this.props.spec.containers]);
  }

  /** Init containers that go on running beside the others. */
  private runSidecars(): void {
    for (const container of this.known(this.props.spec.initContainers).filter(isSidecar)) this.run(container);
  }

  private known(containers: readonly Container[] = []): Container[] {
    return containers.filter(({ name }) => name in this.props.images);
  }

  private toItsEnd(container: Container, seconds: number): Ran {
    const [command, ...args] = this.command(container.name, this.lineOf(container));
    const { status, stdout, stderr } = spawnSync(command!, args, {
      env: this.environment(container),
      encoding: 'utf8',
      timeout: seconds * 1000,
    });
    return { code: status ?? -1, stdout, stderr };
  }

  private makeRoots(): void {
    const { name, namespace, spec, claims = [], given, tree } = this.props;
    for (const root of this.roots.values()) host('umount', '--recursive', root);
    const folder = join(worldFolder, 'pods', name);
    spawnSync('sh', ['-c', `for each in ${folder}/volumes/*; do umount "$each" 2>/dev/null; done`]);
    rmSync(folder, { recursive: true, force: true });
    const volumes = new Map((spec.volumes ?? []).map((v) => [v.name, makeVolume(v, name, namespace, spec, given)]));
    for (const claim of claims) volumes.set(claim, makeClaim(name, claim, spec));
    for (const container of this.containers()) {
      const mounts = (container.volumeMounts ?? [])
        .map((mount) => ({ from: volumes.get(mount.name)!, at: mount.mountPath, readOnly: mount.readOnly ?? false }))
        .sort((a, b) => a.at.length - b.at.length);
      const root = makeRoot({
        folder: join(folder, container.name),
        tree: this.props.images[container.name]!.tree ?? tree,
        image: this.props.images[container.name]!,
        hostsFile: this.world.hostsFile,
        mounts,
      });
      this.roots.set(container.name, root);
    }
    mkdirSync(join(worldFolder, 'logs'), { recursive: true });
    this.made++;
  }

  private run(container: Container): void {
    const log = openSync(this.logFile(container.name), 'a');
    const [command, ...args] = this.command(container.name, this.lineOf(container));
    const child = spawn(command!, args, {
      env: this.environment(container),
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.processes.set(container.name, child);
    const sandbox = this.made;
    child.once('exit', () => {
      if (!this.alive || sandbox !== this.made) return;
      this.restarts++;
      const again = () => {
        if (!this.alive || sandbox !== this.made) return;
        if (this.backingOff.has(container.name)) setTimeout(again, 200);
        else this.run(container);
      };
      setTimeout(again, 1000);
    });
  }

  private command(container: string, line: string[]): string[] {
    const { runAsUser = 0, runAsGroup = 0, fsGroup = 0 } = this.props.spec.securityContext ?? {};
    const user = [`--userspec=${runAsUser}:${runAsGroup}`, `--groups=${fsGroup}`];
    return [
      program('ip'),
      'netns',
      'exec',
      this.props.name,
      program('chroot'),
      ...user,
      this.roots.get(container)!,
      ...line,
    ];
  }

  private lineOf(container: Container): string[] {
    const { entrypoint = [], workingDirectory } = this.props.images[container.name]!;
    const { command = entrypoint, args = [] } = container;
    const env = this.environment(container);
    const line = [...command, ...args].map((word) => expand(word, env));
    return workingDirectory ? ['/bin/sh', '-c', 'cd "$0" && exec "$@"', workingDirectory, ...line] : line;
  }

  /** In order, since a later variable may name an earlier one as `$(NAME)`. */
  private environment({ name: container, env = [] }: Container): Record<string, string> {
    const result: Record<string, string> = {
      PATH: this.path(container),
      HOME: '/',
      ...this.props.images[container]!.env,
    };
    for (const { name, value, valueFrom } of env) {
      if (valueFrom?.secretKeyRef) {
        const { name: secret, key } = valueFrom.secretKeyRef;
        result[name] = this.props.given.secret(this.props.namespace, secret!)[key]!;
      } else if (valueFrom?.fieldRef?.fieldPath === 'metadata.name') result[name] = this.props.name;
      else if (valueFrom?.fieldRef?.fieldPath === podIndex) result[name] = this.props.name.split('-').at(-1)!;
      else if (valueFrom?.fieldRef?.fieldPath === 'status.podIP') result[name] = this.address;
      else result[name] = expand(value ?? '', result);
    }
    return result;
  }

  /** The image's own folder; nothing of the tree is there that the image would not have. */
  private path(container: string): string {
    return this.props.images[container]!.busybox ? '/image/bin' : '/image/bin:/usr/bin';
  }

  private logFile(container: string): string {
    return join(worldFolder, 'logs', `${this.props.name}.${container}`);
  }
}

function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always';
}

/** Where a host keeps its administration programs, whatever PATH says. */
function program(name: string): string {
  const found = ['/usr/sbin', '/sbin', '/usr/bin', '/bin'].map((folder) => join(folder, name)).find(existsSync);
  if (!found) throw new Error(`needs ${name}`);
  return found;
}

function expand(text: string, env: Record<string, string>): string {
  return text.replace(/\$\(([A-Za-z_]\w*)\)/g, (whole, name: string) => env[name] ?? whole);
}

/** To the process group, so that forks go too. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch {
    // it ended by itself in the meantime
  }
}
