import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import type { AgeKey, DeskFacts } from '../lib/doctor/desk';
import { doctorAsText, doctorReport } from '../lib/doctor/report';
import type { RackSpec } from '../lib/rack-file/rack';
import { controllersOf } from '../lib/secrets/desk-secrets';
import { patchesOf } from '../lib/talos/patches';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { documentsIn, isOpen, kubeconfigHere, machineAt, talosconfigHere, toolsHere } from './doctor/ask';
import { type Place, oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';
import { identities, keyFile } from './secrets/key-ring';
import { realWorld } from './secrets/real-world';
import type { SecretsWorld } from './secrets/world';
import { type KubeReach, kubectlArguments } from './status/kube-proxy';

interface DoctorOptions extends KubeReach {
  json?: boolean;
  machines?: boolean;
}

export function register(program: Command): void {
  program
    .command('doctor')
    .description(
      'whether this machine has what it takes to look after the rack: tools, key, logins, network, machines as talos/ says',
    )
    .argument('[rack-file]', 'rack file (the only one of clusters/ when none is named)')
    .option('--json', 'everything, as one JSON document (schema/doctor.schema.json)')
    .option('--kubeconfig <file>', 'as kubectl takes it')
    .option('--context <name>', 'as kubectl takes it')
    .option('--no-machines', 'leave the machines alone')
    .addHelpText(
      'after',
      `
It changes nothing. Machines are asked for their configuration, which holds secrets: it is compared with talos/ and never
printed. Exit codes: 0 nothing is wrong, 1 something is, 2 could not run.

Examples:
  npx rackwright doctor
  npx rackwright doctor --no-machines
  npx rackwright doctor --json | jq -r '.lines[] | select(.level == "wrong") | .fix'`,
    )
    .action((file: string | undefined, options: DoctorOptions) =>
      runToEnd(() => runDoctor(placeOf(process.cwd()), file, options), process.env),
    );
}

export async function runDoctor(place: Place, typed: string | undefined, options: DoctorOptions): Promise<0 | 1> {
  const file = oneRackFile(place, typed);
  const { rack } = builtRack(place.root, file);
  if (!rack) throw new CannotRun(`${file} has errors: npx rackwright check ${file}`);
  const report = doctorReport(await deskOf(place, rack, options));
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : doctorAsText(report));
  return report.lines.some(({ level }) => level === 'wrong') ? 1 : 0;
}

async function deskOf({ root }: Place, rack: RackSpec, options: DoctorOptions): Promise<DeskFacts> {
  const isAsked = options.machines !== false;
  const [tools, key, kubeconfig, talosconfig, places, machines] = await Promise.all([
    toolsHere(),
    ageKeyHere(await realWorld(), rack),
    kubeconfigHere(kubectlArguments(options)),
    talosconfigHere(),
    Promise.all(placesOf(rack, isAsked).map(([what, address, port]) => isOpen(what, address, port))),
    isAsked ? Promise.all(rack.blades.map(({ name, address }) => machineAt(name, address))) : [],
  ]);
  const patches = Object.fromEntries(
    rack.blades.map((blade) => [
      blade.name,
      patchesOf(blade).flatMap((path) => committed(join(root, 'talos', rack.name, path))),
    ]),
  );
  return { nowMs: Date.now(), rack, tools, key, kubeconfig, talosconfig, places, machines, patches };
}

/** Where a person at this desk must get through. */
function placesOf(rack: RackSpec, withMachines: boolean): [what: string, address: string, port: number][] {
  const git = gitPlace(rack.git.url);
  return [
    ['the API server', rack.network.controlPlane, 6443],
    ...(withMachines
      ? rack.blades.map(({ name, address }): [string, string, number] => [`${name}, Talos`, address, 50_000])
      : []),
    ...controllersOf(rack).map((url): [string, string, number] => {
      const { hostname, port } = new URL(url);
      return [`the controller of the switches`, hostname, Number(port || 443)];
    }),
    ...(git ? [git] : []),
  ];
}

function gitPlace(url: string): [string, string, number] | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  return ['the git server', hostname, Number(port || (protocol === 'ssh:' ? 22 : 443))];
}

function committed(path: string): unknown[] {
  return existsSync(path) ? documentsIn(readFileSync(path, 'utf8')) : [];
}

async function ageKeyHere(world: SecretsWorld, rack: RackSpec): Promise<AgeKey> {
  const file = keyFile(world);
  const path = file === undefined ? undefined : resolve(file);
  const isThere = path !== undefined && existsSync(path);
  const recipients = await Promise.all(
    (await identities(world, rack)).map((identity) => world.age.recipientOf(identity)),
  );
  return {
    ...(path !== undefined && { file: path }),
    isThere,
    isOpenToOthers: isThere && (statSync(path).mode & 0o077) !== 0,
    isInRepository: isThere && !relative(world.root, path).startsWith('..'),
    recipients,
  };
}
