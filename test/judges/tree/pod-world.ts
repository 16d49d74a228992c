import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const worldFolder = '/run/judges';

/** Runs a command of the host to its end. @throws with its words when it fails */
export function host(command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/**
 * The network of a rack in miniature, inside `inOwnWorld`: a bridge, a network namespace per pod, and one hosts file
 * that stands in for CoreDNS. Addresses and names come and go as they do for real pods.
 */
export class PodWorld {
  readonly hostsFile = join(worldFolder, 'hosts');
  private readonly names = new Map<string, string>();
  private lastOctet = 10;
  private links = 0;

  constructor() {
    host('mount', '-t', 'tmpfs', 'judges', '/run');
    mkdirSync(worldFolder, { recursive: true });
    host('ip', 'link', 'set', 'lo', 'up');
    host('ip', 'link', 'add', bridge, 'type', 'bridge');
    host('ip', 'addr', 'add', '10.244.0.1/24', 'dev', bridge);
    host('ip', 'link', 'set', bridge, 'up');
    host('ip', 'route', 'add', serviceNetwork, 'dev', bridge);
    this.writeNames();
  }

  addNetwork(pod: string): void {
    const link = `v${++this.links}-${pod}`.slice(0, 15);
    host('ip', 'netns', 'add', pod);
    host('ip', 'link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pod);
    host('ip', 'link', 'set', link, 'master', bridge, 'up');
    host('ip', '-n', pod, 'link', 'set', 'lo', 'up');
  }

  /**
   * A new address, as a pod gets whenever its sandbox is made anew. The address of its own Service, if it has one, stays:
   * the pod answers there itself, since nothing here translates addresses.
   */
  newAddress(pod: string, serviceAddress?: string): string {
    const address = `10.244.0.${++this.lastOctet}`;
    host('ip', '-n', pod, 'addr', 'flush', 'dev', 'eth0');
    host('ip', '-n', pod, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    host('ip', '-n', pod, 'link', 'set', 'eth0', 'up');
    if (serviceAddress !== undefined) host('ip', '-n', pod, 'addr', 'add', `${serviceAddress}/32`, 'dev', 'eth0');
    this.addRoute(pod);
    return address;
  }

  /** Cuts a pod off, or joins it again. */
  setLink(pod: string, state: 'up' | 'down'): void {
    host('ip', '-n', pod, 'link', 'set', 'eth0', state);
    if (state === 'up') this.addRoute(pod); // the kernel dropped it with the link
  }

  /** To the Services of other pods. */
  private addRoute(pod: string): void {
    host('ip', '-n', pod, 'route', 'replace', 'default', 'dev', 'eth0');
  }

  /** @param address undefined: the name is not known any more */
  setName(name: string, address: string | undefined): void {
    if (address === undefined) this.names.delete(name);
    else this.names.set(name, address);
    this.writeNames();
  }

  /** Written in place, since the file is mounted into running containers. */
  private writeNames(): void {
    const lines = [...this.names].map(([name, address]) => `${address} ${name}\n`);
    writeFileSync(this.hostsFile, `127.0.0.1 localhost\n${lines.join('')}`);
  }
}

const bridge = 'rack0';
/** What Talos takes by itself: the Services of the reference rack. */
const serviceNetwork = '10.96.0.0/12';
