import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { host } from '../tree/pod-world';

/** A container as the API server names it and the kubelet writes its file. */
export interface Written {
  namespace: string;
  pod: string;
  container: string;
  uid: string;
  containerId: string;
}

/** The files of one blade below /var/log, where kubelet and Talos write them, root's alone. */
export class Blade {
  constructor() {
    host('mount', '-t', 'tmpfs', 'logs', '/var/log');
    mkdirSync('/var/log/containers', { recursive: true });
  }

  /** What the kubelet makes when a container starts: its file, and the link by which collectors find it. */
  start(of: Written): void {
    mkdirSync(dirname(fileOf(of)), { recursive: true });
    writeFileSync(fileOf(of), '', { mode: 0o640 });
    const link = `${of.pod}_${of.namespace}_${of.container}-${of.containerId}.log`;
    symlinkSync(fileOf(of), join('/var/log/containers', link));
  }

  /** Lines as containerd writes them (CRI): time, stream, F for a whole line, text. */
  say(of: Written, ...lines: string[]): void {
    const now = new Date().toISOString().replace('Z', '000000Z');
    appendFileSync(fileOf(of), lines.map((line) => `${now} stdout F ${line}\n`).join(''));
  }

  /** What the kubelet does at 10 MiB. */
  rotate(of: Written): void {
    renameSync(fileOf(of), `${fileOf(of)}.20261128-200000`);
    writeFileSync(fileOf(of), '', { mode: 0o640 });
  }

  /** As Talos' log files have it; of the kernel with facility, priority and time before the text. */
  talos(service: string, ...lines: string[]): void {
    appendFileSync(`/var/log/${service}.log`, lines.map((line) => `${line}\n`).join(''), { mode: 0o640 });
  }

  kernel(...lines: string[]): void {
    const now = new Date().toISOString();
    this.talos('kernel', ...lines.map((line) => `kern:    info: [${now}]: ${line}`));
  }

  /** What Talos does at 5 MiB. */
  rotateTalos(service: string): void {
    renameSync(`/var/log/${service}.log`, `/var/log/${service}.log.1`);
  }
}

function fileOf({ namespace, pod, container, uid }: Written): string {
  return `/var/log/pods/${namespace}_${pod}_${uid}/${container}/0.log`;
}
