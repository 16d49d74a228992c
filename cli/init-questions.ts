import { createInterface } from 'node:readline/promises';
import { relative } from 'node:path';
import { CannotRun } from './cannot-run';

export interface InitOptions {
  name?: string;
  network?: string;
  gateway?: string;
  controlPlane?: string;
  loadBalancers?: string;
  domain?: string;
  git?: string;
  nodes?: string;
  package?: string;
  arch?: string;
  board?: string;
  cores?: string;
  memory?: string;
  disk?: string;
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
    ask: 'Address that the control plane answers at (a free one, or that of its only machine)',
    suggested: ({ network }) => hostIn(network, 10),
  },
  { key: 'loadBalancers', ask: 'Free addresses for what people open', suggested: ({ network }) => rangeIn(network) },
];

export type Answered = InitOptions &
  Record<'name' | 'git' | 'nodes' | 'network' | 'gateway' | 'controlPlane' | 'loadBalancers' | 'domain', string>;

/** Asks for what no option and no list states, at the keyboard; elsewhere suggestions that follow from the network are taken. */
export async function askAll(options: InitOptions, folder: string): Promise<Answered> {
  const given: InitOptions = { domain: 'rack.home.arpa', ...options };
  const open = questions.filter(({ key }) => given[key] === undefined);
  if (process.stdin.isTTY === true) await askPerson(given, open, folder);
  else takeSuggestions(given, open);
  return given as Answered;
}

function takeSuggestions(given: InitOptions, open: readonly Question[]): void {
  for (const { key, suggested } of open) if (given.network || key === 'network') given[key] = suggested?.(given);
  const lacking = questions.filter(({ key }) => given[key] === undefined).map(({ key }) => optionOf(key));
  if (lacking.length > 0) throw new CannotRun(`Nobody is there to ask; state ${lacking.join(', ')}.`);
}

async function askPerson(given: InitOptions, open: readonly Question[], folder: string): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const stopped = new AbortController();
  lines.once('SIGINT', () => stopped.abort());
  lines.once('close', () => stopped.abort());
  try {
    for (const [index, { key, ask, suggested }] of open.entries()) {
      const proposal = suggested?.(given);
      const question = `${index + 1} of ${open.length}  ${ask}${proposal ? ` [${proposal}]` : ''}: `;
      let answer: string | undefined;
      while (!answer) answer = (await lines.question(question, { signal: stopped.signal })).trim() || proposal;
      given[key] = answer;
    }
  } catch (error) {
    if (!stopped.signal.aborted) throw error;
    throw new CannotRun(`\nStopped; nothing was written. To go on from here:\n  ${commandFor(given, folder)}`);
  } finally {
    lines.close();
  }
}

/** The command that asks only for the rest. */
function commandFor(given: InitOptions, folder: string): string {
  const into = relative(process.cwd(), folder);
  const stated = Object.entries(given).map(([key, value]) => `${optionOf(key)} ${quoted(String(value))}`);
  return ['rackwright init', ...(into === '' ? [] : [quoted(into)]), ...stated].join(' ');
}

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const optionOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const hostIn = (network: string | undefined, host: number): string | undefined =>
  network && /^\d+\.\d+\.\d+\.0\/24$/.test(network) ? network.replace(/0\/24$/, String(host)) : undefined;

const rangeIn = (network: string | undefined): string | undefined => {
  const first = hostIn(network, 200);
  return first && `${first}-219`;
};
