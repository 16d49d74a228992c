import type { ImageSource } from '../image/oci';
import type { Guest } from './guest';
import type { OnDemand } from './guest-kernel';

export interface DaemonOptions {
  /** Merged over `quickConfig`, one level deep. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** @default root: Talos keeps devices root-only */
  readonly user?: 'root' | 'nonroot';
  /** cgroup v2 settings of the container, such as memory.max. @default - no limits */
  readonly limits?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** The step curve without the patience that a person wants and a test cannot afford. */
export const quickConfig = {
  law: 'curve',
  intervalSeconds: 0.5,
  recoverySeconds: 2,
  fan: { minOnSeconds: 0, minOffSeconds: 0, riseRatioPerSecond: 10, fallRatioPerSecond: 10, stallSeconds: 2 },
  sensor: { path: '/host/temp', maxJumpCelsius: 60, stuckSeconds: 86_400, nearProcessor: false },
  hardware: {},
};

/** An emulated Node starts in 2 s on an idle host, and in most of a minute on one that is busy with ten other things. */
export const startPatienceSeconds = 90;

const parameters = '/sys/module/fanfake/parameters';

/** A guest as one blade: its fan chip, its temperature file, and the daemon of the shipped image in a container's view. */
export class Blade {
  constructor(
    readonly guest: Guest,
    private readonly image: ImageSource['config'],
  ) {}

  async insertChip(module: OnDemand = 'fanfake', options = ''): Promise<void> {
    await this.guest.sh(`insmod /modules/${module}.ko ${options}`);
  }

  /** Breaks the chip, or repairs it. */
  async set(parameter: string, value: number | string): Promise<void> {
    await this.guest.sh(`echo ${value} >${parameters}/${parameter}`);
  }

  async get(parameter: string): Promise<number> {
    return Number(await this.guest.sh(`cat ${parameters}/${parameter}`));
  }

  /** What drives the fan, 0 to 255, read behind the daemon's back and without bus traffic. */
  duty(): Promise<number> {
    return this.get('duty');
  }

  async temperature(celsius: number): Promise<void> {
    // Renamed into place: the daemon never sees an empty file.
    await this.guest.sh(`echo ${Math.round(celsius * 1000)} >/shared/temp.new && mv /shared/temp.new /shared/temp`);
  }

  async configure(config: Readonly<Record<string, unknown>> | string): Promise<void> {
    const text = typeof config === 'string' ? config : JSON.stringify(merged(config), null, 2);
    await this.guest.sh(`cat >/config/new <<'END'\n${text}\nEND\nmv /config/new /config/config.json`);
  }

  /** Starts the image's entrypoint in the background; its log is /shared/log. */
  async start(options: DaemonOptions = {}): Promise<void> {
    await this.configure(options.config ?? {});
    const { limits = {} } = options;
    const group = '/sys/fs/cgroup/pod';
    const setLimits = Object.entries(limits).map(([name, value]) => `echo '${value}' >${group}/${name}`);
    await this.guest.sh(
      [
        `mkdir -p ${group}`,
        ...setLimits,
        `setsid sh -c 'echo $$ >${group}/cgroup.procs; exec ${this.command(options)}' >>/shared/log 2>&1 </dev/null &`,
        'echo $! >/shared/pid',
      ].join('\n'),
    );
  }

  /** Runs the image once, to its end: --probe, --once, --version. */
  runOnce(args: readonly string[], options: DaemonOptions = {}): Promise<{ status: number; output: string }> {
    return this.guest.attempt(this.command({ ...options, args }));
  }

  async signal(name: string): Promise<void> {
    await this.guest.sh(`kill -${name} $(cat /sys/fs/cgroup/pod/cgroup.procs)`);
  }

  async running(): Promise<boolean> {
    return (await this.guest.sh('cat /sys/fs/cgroup/pod/cgroup.procs')) !== '';
  }

  log(): Promise<string> {
    return this.guest.sh('cat /shared/log');
  }

  /** GET of the daemon's own server; not ok when nobody answers. By nc: busybox' static wget cannot resolve names. */
  async http(path: string): Promise<{ ok: boolean; body: string }> {
    const request = `GET ${path} HTTP/1.0\\r\\n\\r\\n`;
    const { output } = await this.guest.attempt(`printf '${request}' | timeout 3 nc 127.0.0.1 9101`);
    const [head = '', ...body] = output.split('\r\n\r\n');
    return { ok: /^HTTP\/1\.1 200 /.test(head), body: body.join('') };
  }

  async metric(name: string): Promise<number | undefined> {
    const { body } = await this.http('/metrics');
    const line = body.split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  }

  /** @returns seconds that it took. Rejects with what it saw last, and the daemon's log. */
  async until(what: string, holds: () => Promise<boolean>, seconds: number): Promise<number> {
    const startedAt = performance.now();
    const spent = (): number => (performance.now() - startedAt) / 1000;
    while (!(await holds())) {
      if (spent() > seconds) {
        throw new Error(
          `not within ${seconds} s: ${what} (duty ${await this.duty().catch(() => '?')})\n${await this.log()}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return spent();
  }

  untilDuty(value: number, seconds = 10): Promise<number> {
    return this.until(`duty ${value}`, async () => (await this.duty()) === value, seconds);
  }

  untilLogged(pattern: RegExp, seconds = 15): Promise<number> {
    return this.until(`log line ${pattern}`, async () => pattern.test(await this.log()), seconds);
  }

  private command({ user = 'root', args = [] }: DaemonOptions): string {
    const [program, ...fixed] = this.image.Entrypoint;
    const argv = [program, ...fixed, ...args].join(' ');
    const environment = this.image.Env.join(' ');
    const as =
      user === 'root'
        ? argv
        : `/host/busybox start-stop-daemon -S -c ${this.image.User} -x ${program} -- ${[...fixed, ...args].join(' ')}`;
    return `env -i ${environment} chroot /pod ${as}`;
  }
}

function merged(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isObject = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const base: Record<string, unknown> = quickConfig;
  const overlaid = Object.entries(config).map(([key, value]) => [
    key,
    isObject(value) && isObject(base[key]) ? { ...base[key], ...value } : value,
  ]);
  return { ...base, ...Object.fromEntries(overlaid) };
}
