import { parse, stringify } from 'yaml';
import type { Verdict } from '../sops/verdict';
import { type Discovery, type Server, discover } from './server';
import { type Difference, isEmpty } from './targets';

interface Job {
  job_name: string;
  kubernetes_sd_configs?: { role: string; namespaces?: { names: string[] } }[];
  relabel_configs: { action?: string; target_label?: string; regex?: string; replacement?: string }[];
}

interface Slip {
  what: string;
  /** Which job it is made in: the first of the configuration that fits. */
  of: (job: Job) => boolean;
  edit: (job: Job) => void;
}

const called = (name: string) => (job: Job) => job.job_name === name;

/** Finds pods of a namespace and keeps those of one workload. */
const podsIn = (namespace: string) => (job: Job) =>
  job.kubernetes_sd_configs?.some(({ role, namespaces }) => role === 'pod' && namespaces?.names.includes(namespace)) ===
    true && job.relabel_configs[0]?.action === 'keep';

/** What a hand might do to the configuration; each must show as targets that are missing or undeclared. */
const slips: readonly Slip[] = [
  { what: 'a job that keeps everything', of: podsIn('data'), edit: (job) => job.relabel_configs.shift() },
  { what: 'a series without its blade', of: podsIn('ml'), edit: (job) => dropLabel(job, 'node') },
  { what: 'a series without its pod', of: podsIn('data'), edit: (job) => dropLabel(job, 'pod') },
  { what: 'API servers on every blade', of: called('kube-apiserver'), edit: (job) => job.relabel_configs.shift() },
  {
    what: 'kubelets under the address that the node gives',
    of: called('kubelet'),
    edit: (job) => dropLabel(job, '__address__'),
  },
  { what: 'another role', of: podsIn('monitoring'), edit: (job) => (job.kubernetes_sd_configs![0]!.role = 'node') },
  {
    what: 'another namespace',
    of: podsIn('monitoring'),
    edit: (job) => (job.kubernetes_sd_configs![0]!.namespaces!.names = ['ml']),
  },
  { what: 'no discovery at all', of: podsIn('kube-system'), edit: (job) => delete job.kubernetes_sd_configs },
  {
    what: 'no prober before the addresses',
    of: called('opened-by-people'),
    edit: (job) => dropLabel(job, '__address__'),
  },
];

function dropLabel(job: Job, label: string): void {
  const at = job.relabel_configs.findIndex(({ target_label }) => target_label === label);
  if (at < 0) throw new Error(`${job.job_name} sets no ${label}`);
  job.relabel_configs.splice(at, 1);
}

const patienceSeconds = 40;

export async function judgeConfiguration(
  server: Server,
  config: string,
  declared: readonly string[],
  verdict: Verdict,
): Promise<void> {
  const found = await discover(server, config, declared, patienceSeconds);
  const { scrape_configs: jobs } = parse(config) as { scrape_configs: Job[] };
  verdict.check(
    `Prometheus finds the ${declared.length} declared targets of ${jobs.length} jobs, each once, and no other`,
    isEmpty(found) && found.found === declared.length,
    words(found),
  );
  verdict.check(
    '   and the API server refuses it nothing',
    found.refusals.length === 0,
    found.refusals.join('\n     '),
  );
  for (const { what, of, edit } of slips) {
    const slipped = parse(config) as { scrape_configs: Job[] };
    const job = slipped.scrape_configs.find(of);
    if (job === undefined) {
      verdict.check(`   ${what}: a job that it can be made in`, false, 'the configuration has none');
      continue;
    }
    const name = job.job_name;
    edit(job);
    const isNoticed = (seen: Difference) =>
      !isEmpty(seen) && linesOf(seen).every((line) => line.includes(`job="${name}"`));
    const seen = await discover(server, stringify(slipped), declared, patienceSeconds, isNoticed);
    verdict.check(`   ${what} (${name}) is noticed, and nothing else`, isNoticed(seen), words(seen));
  }
}

function linesOf({ missing, undeclared }: Difference): string[] {
  return [...missing, ...undeclared];
}

/** The beginning of both lists. */
export function words({ missing, undeclared }: Discovery): string {
  const first = (what: string, lines: readonly string[]) => lines.slice(0, 8).map((line) => `${what} ${line}`);
  return [...first('missing', missing), ...first('undeclared', undeclared)].join('\n     ');
}
