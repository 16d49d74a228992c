import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** What a virtual machine is put together from. */
export interface GuestParts {
  readonly kernel: string;
  readonly initramfs: string;
  /** File system image that becomes /dev/vda. */
  readonly root: string;
  /** What is written to it is lost with the machine. @default false, the disk is read-only */
  readonly scratch?: boolean;
  /** @default 512 */
  readonly memoryMebibytes?: number;
  /** Link of this machine's, a tap, that leads to the guest's eth0. @default - no network */
  readonly tap?: string;
  /** How long it may take until its shell answers. @default 120 */
  readonly bootSeconds?: number;
}

/**
 * 'ordinary': two processors, as fast as emulation goes. 'counted': one processor that executes one instruction a
 * nanosecond of its own time and skips idle time, so that CPU time is a count of instructions and half an hour of
 * waiting costs nothing. 'paced': the same, but idle time passes as it does outside, for a guest that talks to others; on a
 * busy machine its seconds are longer than ours.
 */
export type MachineKind = 'ordinary' | 'counted' | 'paced';

const processors: Readonly<Record<MachineKind, readonly string[]>> = {
  ordinary: ['-smp', '2'],
  counted: ['-smp', '1', '-icount', 'shift=0,sleep=off'],
  paced: ['-smp', '1', '-icount', 'shift=0,sleep=on'],
};

/** Without a ROM, which a device on the PCI bus would want. */
const network = (tap: string | undefined): readonly string[] =>
  tap === undefined
    ? ['-nic', 'none']
    : ['-netdev', `tap,id=net,ifname=${tap},script=no,downscript=no`, '-device', 'virtio-net-device,netdev=net'];

interface Answer {
  readonly status: number;
  readonly output: string;
}

/** A running virtual machine whose shell we have. */
export class Guest {
  private readonly waiting = new Map<string, (answer: Answer) => void>();
  private readonly talk: string[] = [];
  private nextId = 1;
  private ready!: () => void;
  private readonly booted = new Promise<void>((resolve) => {
    this.ready = resolve;
  });
  private readonly ended: Promise<void>;

  private constructor(
    private readonly qemu: ChildProcessWithoutNullStreams,
    /** Folder of the socket behind the guest's PL011. */
    private readonly folder: string,
  ) {
    createInterface({ input: qemu.stdout }).on('line', (line) => this.hear(line));
    createInterface({ input: qemu.stderr }).on('line', (line) => this.talk.push(line));
    this.ended = new Promise((resolve) => qemu.once('close', () => resolve()));
  }

  /** Boots until the guest's shell answers. One Cortex-A72 pair under emulation, 4 to 5 s. */
  static async boot(parts: GuestParts, kind: MachineKind = 'ordinary'): Promise<Guest> {
    const { kernel, initramfs, root, scratch = false, memoryMebibytes = 512, tap, bootSeconds = 120 } = parts;
    const folder = mkdtempSync(path.join(tmpdir(), 'thermal-guest-'));
    const line = path.join(folder, 'line');
    const qemu = spawn('qemu-system-aarch64', [
      ...['-M', 'virt', '-cpu', 'cortex-a72', '-m', String(memoryMebibytes), ...processors[kind]],
      ...['-kernel', kernel, '-initrd', initramfs, '-append', 'console=hvc0 quiet loglevel=1 panic=-1'],
      ...['-drive', `if=none,id=root,format=raw,file=${root},${scratch ? 'snapshot=on,cache=unsafe' : 'readonly=on'}`],
      ...['-device', 'virtio-blk-device,drive=root'],
      // The machine's PL011, as a Raspberry Pi has it: what is behind /dev/ttyAMA0 in the guest is behind this socket here.
      ...['-chardev', `socket,id=line,path=${line},server=on,wait=off`, '-serial', 'chardev:line'],
      ...[
        '-chardev',
        'stdio,id=shell,signal=off',
        '-device',
        'virtio-serial-device',
        '-device',
        'virtconsole,chardev=shell',
      ],
      ...network(tap),
      ...['-display', 'none', '-monitor', 'none', '-no-reboot'],
    ]);
    const guest = new Guest(qemu, folder);
    await guest.within(guest.booted, bootSeconds, 'boot');
    return guest;
  }

  /** Socket behind /dev/ttyAMA0. */
  get serialSocket(): string {
    return path.join(this.folder, 'line');
  }

  /** Runs a script as root and returns what it printed. Rejects when it fails. */
  async sh(script: string, timeoutSeconds = 60): Promise<string> {
    const { status, output } = await this.attempt(script, timeoutSeconds);
    if (status !== 0) throw new Error(`in the guest: ${script}\n  exit ${status}: ${output}`);
    return output;
  }

  async attempt(script: string, timeoutSeconds = 60): Promise<Answer> {
    const id = String(this.nextId++);
    const answer = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.qemu.stdin.write(`${id} ${Buffer.from(script).toString('base64')}\n`);
    return this.within(answer, timeoutSeconds, script);
  }

  async stop(): Promise<void> {
    this.qemu.kill('SIGTERM');
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the guest said outside of answers: kernel messages, mostly. */
  get transcript(): string {
    return this.talk.join('\n');
  }

  private hear(raw: string): void {
    const line = raw.replace(/\r$/, '');
    const [, id, status, output] = /@@(\d+) (\d+) ([A-Za-z0-9+/=]*)$/.exec(line) ?? [];
    if (line.endsWith('@@ready')) this.ready();
    else if (id === undefined || output === undefined) this.talk.push(line);
    else {
      this.waiting.get(id)?.({
        status: Number(status),
        output: Buffer.from(output, 'base64').toString('utf8').trimEnd(),
      });
      this.waiting.delete(id);
    }
  }

  private async within<T>(pending: Promise<T>, seconds: number, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer in ${seconds} s: ${what}\n${this.transcript}`)),
        seconds * 1000,
      );
    });
    const gone = this.ended.then(() => {
      throw new Error(`the virtual machine ended during: ${what}\n${this.transcript}`);
    });
    gone.catch(() => undefined);
    try {
      return await Promise.race([pending, late, gone]);
    } finally {
      clearTimeout(timer);
    }
  }
}
