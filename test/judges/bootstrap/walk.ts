import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helmProgram } from '../../../imports/tool/helm';
import { buildRack } from '../../../lib/synth';
import { startActors } from '../../cluster/actors/actor';
import { allActors } from '../../cluster/actors/all-actors';
import { type Bench, startBench } from '../../cluster/bench';
import { machinesOf } from '../../cluster/commands/rack-under-test';
import { registerNode, startRack } from '../../cluster/rack/simulated-rack';
import { writeCharts } from './charts';
import { controllers, joined, logFile } from './controllers';
import { type Origin, makeOrigin } from '../../cluster/rack/origin';
import { type PrintedStep, printedSteps } from './printed-steps';
import { writePrograms } from './programs';
import { Shell } from './shell';

export interface Walk {
  /** Lines that ran, each to its end and with exit code 0. */
  lines: number;
  steps: number;
  seconds: number;
  /** The first line that failed, with its step and what was said. */
  failed?: { step: string; line: string; said: string };
}

export interface WalkOptions {
  root: string;
  /** Rack file, from the root. */
  rackFile: string;
  /** Changes the rack file before anything is made of it. @default - as it is */
  editRack?: (text: string) => string;
  /** Changes what is printed before it is walked, to show what the walk finds. @default - as it is */
  edit?: (steps: PrintedStep[]) => PrintedStep[];
  /** How long a person waits for one line. @default 900 */
  patienceSeconds?: number;
}

/** The printed bootstrap, line after line, from an empty API server to a rack that Flux keeps. */
export async function walk({
  root,
  rackFile,
  editRack,
  edit = (steps) => steps,
  patienceSeconds = 900,
}: WalkOptions): Promise<Walk> {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-bootstrap-'));
  const origin = makeOrigin(root, folder, rackFile, editRack);
  const bench = await startBench({ crds: ['kwok'], programs: ['kwok', 'kustomize-controller', 'kubectl'] });
  const shell = openShell(root, folder, origin, bench);
  try {
    const steps = edit(printedSteps(printed(root, origin)));
    const world = await playWorld(bench, origin, folder);
    let lines = 0;
    for (const { title, commands, proof } of steps) {
      for (const line of [...commands, ...proof]) {
        const ran = await whilePlaying(world, shell.run(line, patienceSeconds));
        if (ran.code !== 0)
          return {
            lines,
            steps: steps.length,
            seconds: since(startedAt),
            failed: { step: title, line, said: ran.said },
          };
        lines += 1;
      }
    }
    return { lines, steps: steps.length, seconds: since(startedAt) };
  } finally {
    shell.end();
    await bench.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const since = (startedAt: number) => Math.round((performance.now() - startedAt) / 1000);

function printed(root: string, { folder, file }: Origin): string {
  const command = [join(root, 'bin', 'rackwright.cjs'), 'bootstrap', file, '--example'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`rackwright bootstrap ${file}: ${stderr}`);
  return stdout;
}

function openShell(root: string, folder: string, origin: Origin, { programs, crdSets, kubeconfig }: Bench): Shell {
  const { rack } = buildRack({ root: origin.folder, file: origin.file });
  const home = join(folder, 'home');
  mkdirSync(home);
  writeFileSync(logFile(folder), '');
  const bin = writePrograms(folder, logFile(folder), {
    kubectl: programs.kubectl!,
    helm: helmProgram(root, (line) => console.error(line)),
    charts: writeCharts(root, join(folder, 'charts'), crdSets),
    kubeconfig,
    talos: rack!.talos,
    gateway: rack!.network.loadBalancers.first,
    installed: root,
  });
  return new Shell(home, {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: home,
    DISK: '/dev/null',
    SOPS_AGE_KEY_FILE: origin.keyFile,
    ...insteadOf({ [rack!.git.url]: origin.folder, 'https://github.com/raspberrypi/usbboot': usbboot(folder) }),
  });
}

/** git asks these folders where it would ask the world. */
function insteadOf(folders: Record<string, string>): Record<string, string> {
  const entries = Object.entries(folders).map(([url, folder]) => [`url.${folder}.insteadOf`, url] as const);
  const all = [...entries, ['safe.directory', '*'] as const];
  const each = all.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { ...Object.fromEntries(each), GIT_CONFIG_COUNT: String(all.length) };
}

/** As much of Raspberry Pi's repository as the steps touch. */
function usbboot(folder: string): string {
  const repository = join(folder, 'usbboot.git');
  mkdirSync(join(repository, 'recovery'), { recursive: true });
  writeFileSync(join(repository, 'recovery', 'boot.conf'), '[all]\nBOOT_UART=0\nBOOT_ORDER=0xf2541\n');
  writeFileSync(join(repository, 'recovery', 'update-pieeprom.sh'), '#!/bin/sh\ncp boot.conf pieeprom.bin\n', {
    mode: 0o755,
  });
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: repository });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message=usbboot');
  return repository;
}

/** What the machines and the programs in pods would do meanwhile. */
async function playWorld(bench: Bench, origin: Origin, folder: string): Promise<() => Promise<void>> {
  const { rack, facts } = buildRack({ root: origin.folder, file: origin.file });
  const machines = machinesOf(rack!);
  const addresses = new Map(rack!.blades.map(({ address, name }) => [address, name]));
  const dist = join('dist', rack!.name);
  const flux = controllers(bench, join(origin.folder, dist), dist);
  const byHand = new Set(['kube-system/HelmRelease/cilium', 'flux-system/HelmRelease/flux-operator']);
  const releases = facts!.releases.map(({ id, crdGroups, footprint }) => {
    // What was installed by hand stays as it is: Flux adopts it, and changes nothing.
    return [
      id,
      byHand.has(id) ? { crdGroups: [], workloads: [] } : { crdGroups, workloads: footprint?.workloads ?? [] },
    ] as const;
  });
  const localDisks = Object.fromEntries(
    machines.flatMap(({ name, localBytes }) => (localBytes ? [[name, localBytes]] : [])),
  );
  const actors = allActors.filter(({ name }) => name !== 'status of FluxInstance');
  await startActors(
    { bench, releases: Object.fromEntries(releases), localDisks, freedPods: [], onError: () => {} },
    actors,
  );
  const there = new Set<string>();
  return async () => {
    const fresh = machines.filter(({ name }) => !there.has(name) && joined(logFile(folder), addresses).includes(name));
    if (fresh.length > 0 && there.size === 0) await startRack(bench, fresh);
    else for (const machine of fresh) await registerNode(bench, machine);
    for (const { name } of fresh) there.add(name);
    await flux.step();
  };
}

/** Lets the world go on until the line has ended, and looks once more after it. */
async function whilePlaying<T>(play: () => Promise<void>, line: Promise<T>): Promise<T> {
  let isOver = false;
  const playing = (async () => {
    do {
      await play();
      await new Promise((done) => setTimeout(done, 300));
    } while (!isOver);
  })();
  const result = await line;
  isOver = true;
  await playing;
  return result;
}
