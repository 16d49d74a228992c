import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { version } from '../package.json';
import { ownerFiles } from '../lib/project/owner-files';
import { givenNodes } from '../lib/project/given-nodes';
import { fittingRack } from '../lib/project/fitting-rack';
import { InputError } from '../lib/rack-file/input-error';
import { printProblems } from '../lib/rack-file/print-problems';
import { CannotRun } from './cannot-run';
import { type InitOptions, askAll } from './init-questions';
import { packageSource } from './package-source';
import { runToEnd } from './run';
import { copyVendored, vendored } from './vendored';

export function register(program: Command): void {
  program
    .command('init')
    .description('write a repository for a rack: what is its owner’s, and nothing of Rackwright itself')
    .argument('[folder]', 'where to write it', '.')
    .option('--name <name>', 'of the rack; its folder under dist/ and secrets/')
    .option('--network <cidr>', 'network of the nodes, 192.168.1.0/24')
    .option('--gateway <address>', 'router of that network (its first address)')
    .option('--control-plane <address>', 'address that the control-plane nodes share')
    .option('--load-balancers <range>', 'free addresses for what people open, 192.168.1.200-219')
    .option('--domain <domain>', 'below which people open things (rack.home.arpa)')
    .option('--git <url>', 'repository that Flux reads')
    .option('--git-private <yes|no>', 'whether an https:// repository asks for a login (no)')
    .option(
      '--nodes <file>',
      'machines: lines of `name address [control-plane] [memory=8GB …]`, a talconfig.yaml, or `kubectl get nodes -o yaml`',
    )
    .option(
      '--package <what>',
      'tarball, version or tag that package.json names (what this command was installed from)',
    )
    .option('--arch <arch>', 'of machines whose list does not say (arm64)')
    .option('--board <name>', 'of machines whose list does not say (by arch, cores and memory)')
    .option('--cores <count>', 'of machines whose list does not say (4)')
    .option('--memory <size>', 'of machines whose list does not say (8GB)')
    .option('--disk <size>', 'of machines whose list does not say (1TB)')
    .addHelpText(
      'after',
      `
Asks for what no option states, where a person sits at the keyboard.

Examples:
  npx rackwright init                                              asks
  npx rackwright init my-rack --nodes nodes.txt --git https://git.example.org/you/rack
  npx rackwright init my-rack --nodes talconfig.yaml               names and addresses as talhelper has them
  kubectl get nodes -o yaml > nodes.yaml && npx rackwright init my-rack --nodes nodes.yaml`,
    )
    .action((folder: string, options: InitOptions) => runToEnd(() => runInit(resolve(folder), options), process.env));
}

/** Asks everything first and writes only then, so that an interrupted conversation leaves nothing behind. */
export async function runInit(folder: string, options: InitOptions): Promise<0 | 2> {
  const from = vendored(folder, packageSource({ folder, named: options.package, program: __dirname, version }));
  const listed = options.nodes === undefined ? undefined : readNodes(options.nodes, options);
  const { name: named, controlPlane } = listed ?? {};
  const given = await askAll(
    { ...(named && { name: named }), ...(controlPlane && { controlPlane }), ...options },
    { folder, faultOfList: (path) => faultOfList(path, options) },
  );
  // What a person typed is not what the command took.
  const start = performance.now();
  const { nodes } = listed ?? readNodes(given.nodes, options);
  const isPrivate = given.gitPrivate === 'yes';
  const rack = fittingRack({ ...given, nodes, isPrivate }, (what) =>
    process.stderr.write(`Trying whether they carry ${what} …\n`),
  );
  if (rack.problems.length > 0) {
    process.stderr.write(
      printProblems(rack.problems, {
        text: rack.text,
        outcome: 'Nothing was written: correct the list of machines, or the options.',
      }),
    );
    return 2;
  }
  const files = ownerFiles({
    rack: given.name,
    rackText: rack.text,
    package: from.spec,
    nodes: nodes.length,
    what: rack.what,
  });
  const taken = [...Object.keys(files), ...(from.copy ? [from.copy.to] : [])].filter((path) =>
    existsSync(join(folder, path)),
  );
  if (taken.length > 0)
    throw new CannotRun(`${taken.join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already; nothing was written.`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    process.stdout.write(`${path}\n`);
  }
  copyVendored(folder, from);
  if (from.copy) process.stdout.write(`${from.copy.to}\n`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stderr.write(
    `\nclusters/${given.name}.yaml runs ${rack.what} on ${nodes.length} ${nodes.length === 1 ? 'machine' : 'machines'} · ${seconds} s\n` +
      loneControlPlane(nodes) +
      (from.copy ? `${from.copy.to} is the Rackwright that it installs: commit it with the rest.\n` : '') +
      `Next: ${folder === process.cwd() ? '' : `cd ${folder} && `}git init && npm install && npx rackwright secrets init\n`,
  );
  return 0;
}

/** A line for people who have machines for more than one control plane and named none or one. */
export function loneControlPlane(nodes: ReturnType<typeof givenNodes>['nodes']): string {
  const planes = nodes.filter(({ role }) => role === 'control-plane');
  const [only] = planes;
  if (only === undefined || planes.length > 1 || nodes.length < 3) return '';
  return `${only.name} alone is the control plane: without it nothing is started or healed. Three survive the loss of one: role: control-plane for two more.\n`;
}

function readNodes(path: string, { arch, board, cores, memory, disk }: InitOptions): ReturnType<typeof givenNodes> {
  return givenNodes(readFile(path), path, {
    arch: arch === 'amd64' ? 'amd64' : 'arm64',
    ...(board !== undefined && { board }),
    cores: Number(cores ?? 4),
    memory: memory ?? '8GB',
    disk: disk ?? '1TB',
  });
}

/** Why a list of machines is none; undefined where it can be read. */
function faultOfList(path: string, options: InitOptions): string | undefined {
  try {
    readNodes(path, options);
    return undefined;
  } catch (error) {
    if (error instanceof InputError)
      return error.problems
        .map(({ file, line, title, detail }) => `${file}:${line} ${title}${detail ? `: ${detail}` : ''}`)
        .join('\n  ');
    if (error instanceof CannotRun) return error.message;
    throw error;
  }
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CannotRun(`${path} cannot be read: it must hold the machines, a name and an address a line.`);
  }
}
