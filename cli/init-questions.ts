import { createInterface } from 'node:readline/promises';
import { relative } from 'node:path';
import * as z from 'zod';
import { git } from '../lib/rack-file/sections/git';
import { network } from '../lib/rack-file/sections/network';
import { type IssueParams, dnsLabel } from '../lib/units/fields';
import { CannotRun } from './cannot-run';

export interface InitOptions {
  name?: string;
  network?: string;
  gateway?: string;
  controlPlane?: string;
  loadBalancers?: string;
  domain?: string;
  git?: string;
  /** `yes` or `no`. */
  gitPrivate?: string;
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
  /** What the rack file takes there. */
  field?: z.ZodType;
  /** @default - always asked */
  appliesTo?: (given: InitOptions) => boolean;
}

const questions: readonly Question[] = [
  { key: 'name', ask: 'Name of the rack', suggested: () => 'homelab', field: dnsLabel },
  { key: 'git', ask: 'Git repository that Flux reads (https:// or ssh://)', field: git.shape.url },
  {
    key: 'gitPrivate',
    ask: 'Does that repository ask for a login? (yes or no)',
    suggested: () => 'no',
    field: z.enum(['yes', 'no'], { error: 'must be yes or no' }),
    // For ssh:// a deploy key is made in any case.
    appliesTo: ({ git: url }) => url === undefined || url.startsWith('https://'),
  },
  { key: 'nodes', ask: 'File with the machines (name and address a line)', suggested: () => 'nodes.txt' },
  { key: 'network', ask: 'Network of the nodes', suggested: () => '192.168.1.0/24', field: network.shape.nodes },
  {
    key: 'gateway',
    ask: 'Address of the router',
    suggested: ({ network: nodes }) => hostIn(nodes, 1),
    field: network.shape.gateway,
  },
  {
    key: 'controlPlane',
    ask: 'Address that the control plane answers at (a free one, or that of its only machine)',
    suggested: ({ network: nodes }) => hostIn(nodes, 10),
    field: network.shape.controlPlane,
  },
  {
    key: 'loadBalancers',
    ask: 'Free addresses for what people open',
    suggested: ({ network: nodes }) => rangeIn(nodes),
    field: network.shape.loadBalancers,
  },
  {
    key: 'domain',
    ask: 'Domain below which people open things',
    suggested: () => defaultDomain,
    field: network.shape.domain,
  },
];

const defaultDomain = 'rack.home.arpa';

export type Answered = InitOptions &
  Record<'name' | 'git' | 'nodes' | 'network' | 'gateway' | 'controlPlane' | 'loadBalancers' | 'domain', string>;

/** Asks for what no option and no list states, at the keyboard; elsewhere suggestions that follow from the network are taken. */
export async function askAll(
  options: InitOptions,
  { folder, faultOfList }: { folder: string; faultOfList: (path: string) => string | undefined },
): Promise<Answered> {
  const isAsked = process.stdin.isTTY === true;
  const given: InitOptions = { ...(!isAsked && { domain: defaultDomain }), ...options };
  const fault = given.gitPrivate === undefined ? undefined : faultOf('gitPrivate', given.gitPrivate);
  if (fault !== undefined) throw new CannotRun(`--git-private ${fault}, and is ${given.gitPrivate}`);
  const open = questions.filter(({ key }) => given[key] === undefined);
  if (isAsked) await askPerson(given, open, { folder, faultOfList });
  else takeSuggestions(given, open);
  return given as Answered;
}

function takeSuggestions(given: InitOptions, open: readonly Question[]): void {
  for (const { key, suggested, appliesTo } of open)
    if (appliesTo?.(given) ?? (given.network !== undefined || key === 'network')) given[key] = suggested?.(given);
  const lacking = questions
    .filter(({ key, appliesTo }) => appliesTo === undefined && given[key] === undefined)
    .map(({ key }) => optionOf(key));
  if (lacking.length > 0) throw new CannotRun(`There is no terminal to ask in; state ${lacking.join(', ')}.`);
}

/** What is wrong with an answer, as the rack file would say it; undefined where nothing is. */
export function faultOf(key: keyof InitOptions, answer: string): string | undefined {
  const field = questions.find((each) => each.key === key)?.field;
  const [found] = field?.safeParse(answer).error?.issues ?? [];
  if (!found) return undefined;
  // Where a list is possible, too, an answer is one of it: the first form says what is wrong.
  const issue = (found.code === 'invalid_union' ? found.errors[0]?.[0] : undefined) ?? found;
  const { detail } = (('params' in issue ? issue.params : undefined) as Partial<IssueParams> | undefined) ?? {};
  return [issue.message, detail].filter(Boolean).join(': ');
}

async function askPerson(
  given: InitOptions,
  open: readonly Question[],
  { folder, faultOfList }: { folder: string; faultOfList: (path: string) => string | undefined },
): Promise<void> {
  if (open.some(({ key }) => key === 'nodes'))
    process.stderr.write(
      'You need a list of the machines: a file with a name and an address a line, a talconfig.yaml, or kubectl get nodes -o yaml.\n',
    );
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const stopped = new AbortController();
  lines.once('SIGINT', () => stopped.abort());
  lines.once('close', () => stopped.abort());
  try {
    const applying = () => open.filter(({ appliesTo }) => appliesTo?.(given) ?? true);
    let asked = 0;
    for (const { key, ask, suggested, appliesTo } of open) {
      if (appliesTo?.(given) === false) continue;
      const proposal = suggested?.(given);
      const question = `${(asked += 1)} of ${applying().length}  ${ask}${proposal ? ` [${proposal}]` : ''}: `;
      let answer: string | undefined;
      while (!answer) {
        const typed = (await lines.question(question, { signal: stopped.signal })).trim() || proposal || '';
        const fault = typed === '' ? 'needs an answer' : key === 'nodes' ? faultOfList(typed) : faultOf(key, typed);
        if (fault === undefined) answer = typed;
        else process.stderr.write(`  ${fault}\n`);
      }
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
  return ['npx rackwright init', ...(into === '' ? [] : [quoted(into)]), ...stated].join(' ');
}

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const optionOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const hostIn = (network: string | undefined, host: number): string | undefined =>
  network && /^\d+\.\d+\.\d+\.0\/24$/.test(network) ? network.replace(/0\/24$/, String(host)) : undefined;

const rangeIn = (network: string | undefined): string | undefined => {
  const first = hostIn(network, 200);
  return first && `${first}-219`;
};
