import { createInterface } from 'node:readline/promises';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { version } from '../package.json';
import { ownerFiles } from '../lib/project/owner-files';
import { type GivenNode, nodesOf } from '../lib/project/given-nodes';
import { type Answers, fittingRack } from '../lib/project/fitting-rack';
import { CannotRun } from './cannot-run';
import { runToEnd } from './run';

interface InitOptions {
  name?: string;
  network?: string;
  gateway?: string;
  controlPlane?: string;
  loadBalancers?: string;
  domain?: string;
  git?: string;
  nodes?: string;
  arch?: string;
  cores?: string;
  memory?: string;
  disk?: string;
}

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
    .option('--domain <domain>', 'below which people open things', 'rack.home.arpa')
    .option('--git <url>', 'repository that Flux reads')
    .option(
      '--nodes <file>',
      'machines: lines of `name address [control-plane] [kind]`, a talconfig.yaml, or `kubectl get nodes -o yaml`',
    )
    .option('--arch <arch>', 'of machines whose list does not say', 'arm64')
    .option('--cores <count>', 'of machines whose list does not say', '4')
    .option('--memory <size>', 'of machines whose list does not say', '8GB')
    .option('--disk <size>', 'of machines whose list does not say', '1TB')
    .addHelpText(
      'after',
      `
Asks for what no option states, where a person sits at the keyboard.

Examples:
  rackwright init                                              asks
  rackwright init my-rack --nodes nodes.txt --git https://git.example.org/you/rack
  kubectl get nodes -o yaml > nodes.yaml && rackwright init my-rack --nodes nodes.yaml`,
    )
    .action((folder: string, options: InitOptions) => runToEnd(() => runInit(resolve(folder), options), process.env));
}

interface Question {
  key: keyof InitOptions;
  ask: string;
  suggested?: (given: InitOptions) => string | undefined;
}

const questions: readonly Question[] = [
  { key: 'name', ask: 'Name of the rack', suggested: () => 'homelab' },
  { key: 'git', ask: 'Git repository that Flux reads (https:// or ssh://)' },
  { key: 'nodes', ask: 'File with the machines (name and address a line)', suggested: () => 'nodes.txt' },
  { key: 'network', ask: 'Network of the nodes', suggested: () => '192.168.1.0/24' },
  { key: 'gateway', ask: 'Address of the router', suggested: ({ network }) => hostIn(network, 1) },
  {
    key: 'controlPlane',
    ask: 'Free address that the control plane answers at',
    suggested: ({ network }) => hostIn(network, 10),
  },
  { key: 'loadBalancers', ask: 'Free addresses for what people open', suggested: ({ network }) => rangeIn(network) },
];

/** Asks everything first and writes only then, so that an interrupted conversation leaves nothing behind. */
async function runInit(folder: string, options: InitOptions): Promise<0> {
  const given = await answered(options);
  const nodes = nodesOf(readFile(given.nodes), {
    arch: given.arch === 'amd64' ? 'amd64' : 'arm64',
    cores: Number(given.cores),
    memory: given.memory ?? '8GB',
    disk: given.disk ?? '1TB',
  });
  const rack = fittingRack(answersOf(given, nodes));
  const files = ownerFiles({ rack: given.name, rackText: rack.text, version, nodes: nodes.length });
  const taken = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (taken.length > 0)
    throw new CannotRun(`${taken.join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already; nothing was written.`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    process.stdout.write(`${path}\n`);
  }
  process.stderr.write(
    `\nclusters/${given.name}.yaml runs ${rack.what} on ${nodes.length} machines.\n` +
      'Next: npm install, npx rackwright secrets init, npx rackwright secrets create, npm start.\n',
  );
  return 0;
}

type Answered = InitOptions &
  Record<'name' | 'git' | 'nodes' | 'network' | 'gateway' | 'controlPlane' | 'loadBalancers' | 'domain', string>;

async function answered(options: InitOptions): Promise<Answered> {
  const given = { ...options };
  const open = questions.filter(({ key }) => given[key] === undefined);
  if (process.stdin.isTTY !== true) {
    // Where nobody can be asked, a suggestion that follows from the network is as good as an answer.
    for (const { key, suggested } of open) if (given.network || key === 'network') given[key] = suggested?.(given);
    const lacking = questions
      .filter(({ key }) => given[key] === undefined)
      .map(({ key }) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    if (lacking.length > 0) throw new CannotRun(`Nobody is there to ask; state ${lacking.join(', ')}.`);
    return given as Answered;
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (const [index, { key, ask, suggested }] of open.entries()) {
      const proposal = suggested?.(given);
      const answer = (
        await lines.question(`${index + 1} of ${open.length}  ${ask}${proposal ? ` [${proposal}]` : ''}: `)
      ).trim();
      given[key] = answer || proposal;
      if (given[key] === undefined) throw new CannotRun(`${ask}: nothing was entered; nothing was written.`);
    }
  } finally {
    lines.close();
  }
  return given as Answered;
}

function answersOf(given: Answered, nodes: readonly GivenNode[]): Answers {
  const { name, git, network, gateway, controlPlane, loadBalancers, domain } = given;
  return { name, git, network, gateway, controlPlane, loadBalancers, domain, nodes };
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CannotRun(`${path} cannot be read: it must hold the machines, a name and an address a line.`);
  }
}

const hostIn = (network: string | undefined, host: number): string | undefined =>
  network && /^\d+\.\d+\.\d+\.0\/24$/.test(network) ? network.replace(/0\/24$/, String(host)) : undefined;

const rangeIn = (network: string | undefined): string | undefined => {
  const first = hostIn(network, 200);
  return first && `${first}-219`;
};
