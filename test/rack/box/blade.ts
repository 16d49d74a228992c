import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { waitFor } from '../../cluster/kube/wait';
import { host } from '../../judges/tree/pod-world';
import { type BladeSpec, podRangeOf } from './blade-files';
import { giveImages } from '../images/image-store';
import { LimitedDisk } from './limited-disk';
import { hierarchies, makeCgroups, removeCgroups } from './cgroups';

/** What all blades of a box have in common. */
export interface BoxPaths {
  /** Name of the box, for its cgroups. */
  box: string;
  /** Folder for the blades' own folders. */
  folder: string;
  /** Root of the Debian files that a blade boots from. */
  system: string;
  /** Folder with kubelet, containerd and the rest. */
  programs: string;
  /** Folder of a containerd that holds all images. */
  images: string;
  /** A folder that every blade sees: volumes with copies on several blades. */
  shared: string;
  /** blade-init.sh. */
  init: string;
  bridge: string;
  gateway: string;
  prefixLength: number;
  apiServer: string;
  /** Size of each blade's own disk. @default - a folder of the machine's */
  diskBytes?: number;
}

/** A machine with a power switch: kubelet, containerd, kube-proxy and policy controller in namespaces of their own. */
export class Blade {
  readonly folder: string;
  private readonly link: string;
  private readonly disk: LimitedDisk | undefined;
  private power: { child: ChildProcess; pid: number } | undefined;

  constructor(
    readonly spec: BladeSpec,
    private readonly paths: BoxPaths,
    private readonly files: Record<string, string>,
    private readonly neighbours: readonly BladeSpec[],
  ) {
    this.folder = join(paths.folder, spec.name);
    this.link = `v${spec.number}`;
    mkdirSync(this.folder, { recursive: true });
    const disk = join(this.folder, 'disk');
    this.disk = paths.diskBytes === undefined ? undefined : LimitedDisk.make(`${disk}.xfs`, disk, paths.diskBytes);
    for (const part of ['root', 'upper', 'work', 'disk/lib/rack-volumes'])
      mkdirSync(join(this.folder, part), { recursive: true });
    giveImages(paths.images, join(disk, 'lib', 'containerd'));
    this.writeFiles();
  }

  get isOn(): boolean {
    return this.power !== undefined;
  }

  /** Folder of local volumes, as the host sees it. */
  get volumes(): string {
    return join(this.folder, 'disk', 'lib', 'rack-volumes');
  }

  /** Shows it a volume that was made in its folder of volumes while it is on; at the next start it finds that by itself. */
  mountVolume(volume: LimitedDisk): void {
    if (this.power) volume.showTo(this.power.pid, `/var/lib/rack-volumes/${basename(volume.folder)}`);
  }

  /** After the last plug: its disk is nobody's any more. */
  remove(): void {
    this.disk?.unmount();
  }

  private writeFiles(): void {
    const { spec, paths } = this;
    for (const [path, text] of Object.entries(this.files)) {
      const file = join(this.folder, 'upper', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const kibibytes = Math.floor(spec.memoryBytes / 1024);
    const meminfo = readFileSync('/proc/meminfo', 'utf8').replace(/^MemTotal:.*$/m, `MemTotal: ${kibibytes} kB`);
    writeFileSync(join(this.folder, 'meminfo'), meminfo);
    const labels = Object.entries(spec.labels).map(([key, value]) => `${key}=${value}`);
    const variables = {
      NAME: spec.name,
      SYSTEM: paths.system,
      PROGRAMS: paths.programs,
      SHARED: paths.shared,
      IMAGES: paths.images,
      ADDRESS: `${spec.address}/${paths.prefixLength}`,
      GATEWAY: paths.gateway,
      ROUTES: this.neighbours.map((each) => `${podRangeOf(each)}@${each.address}`).join(' '),
      HIERARCHIES: hierarchies()
        .map(({ options }) => options)
        .join(' '),
      API_SERVER: paths.apiServer,
      KUBELET_FLAGS: labels.length > 0 ? `--node-labels=${labels.join(',')}` : '',
    };
    const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(join(this.folder, 'blade.env'), lines.join(''));
  }

  /** Gives it power; returns when its init runs, not when its node is Ready. */
  async plugIn(): Promise<void> {
    if (this.power) return;
    const { box, init, bridge } = this.paths;
    const files = makeCgroups(box, this.spec.name, this.spec.memoryBytes);
    const log = openSync(join(this.folder, 'init.log'), 'a');
    const enter =
      'init=$1 blade=$2; shift 2; for file; do echo $$ >"$file"; done; exec unshare "${namespaces[@]}" bash "$init" "$blade"';
    const script = `namespaces=(-m -n -p -C -u --fork --propagation private); ${enter}`;
    const child = spawn('bash', ['-c', script, 'blade', init, this.folder, ...files], {
      stdio: ['ignore', log, log],
      detached: true,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }, // a blade knows nothing of this process
    });
    closeSync(log);
    const pid = await waitFor(`${this.spec.name} to start`, 20, () => childOf(child.pid!), 20);
    this.power = { child, pid };
    host('ip', 'link', 'add', this.link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(pid));
    host('ip', 'link', 'set', this.link, 'master', bridge, 'up');
  }

  /**
   * As when the plug is pulled: first no packet comes or goes, then nothing runs. The other way round its kernel would
   * still say goodbye to every peer.
   */
  async pullPlug(): Promise<void> {
    if (!this.power) return;
    const { child, pid } = this.power;
    this.power = undefined;
    host('ip', 'link', 'set', this.link, 'down');
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    process.kill(pid, 'SIGKILL');
    await gone;
    host('ip', 'link', 'delete', this.link);
    rmSync(join(this.folder, 'work'), { recursive: true, force: true });
    mkdirSync(join(this.folder, 'work'));
    await waitFor(`cgroups of ${this.spec.name} to be empty`, 20, () => {
      removeCgroups(this.paths.box, this.spec.name);
      return true;
    });
  }

  /** Runs a command of the blade's own system in its namespaces. @throws with its words */
  run(...command: string[]): string {
    return host('nsenter', '-t', String(this.pid()), '-m', '-n', '-p', '-C', '--', ...command);
  }

  private pid(): number {
    if (!this.power) throw new Error(`${this.spec.name} has no power`);
    return this.power.pid;
  }

  /** The last lines of its init's log and of one of its services': `kubelet`, `containerd`. */
  log(service: string, lines = 20): string {
    return ['init.log', join('disk', 'log', `${service}.log`)]
      .map((file) => join(this.folder, file))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n'))
      .join('\n');
  }

  /** @throws when it should run and its init has ended */
  check(): void {
    const { child } = this.power ?? {};
    if (child && (child.exitCode !== null || child.signalCode !== null))
      throw new Error(`${this.spec.name} went out by itself: ${this.log('kubelet', 8)}`);
  }
}

/** The process that `unshare --fork` made; it is PID 1 of the blade. */
function childOf(pid: number): number | undefined {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  const isInit = (child: number) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('blade-init.sh');
  return text
    .split(' ')
    .map(Number)
    .filter((child) => child > 0)
    .find(isInit);
}
