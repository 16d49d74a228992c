import { parse, stringify } from 'yaml';
import type { Verdict } from '../sops/verdict';
import { type Discovery, type Server, discover } from './server';
import { isEmpty } from './targets';

interface Job {
  job_name: string;
  kubernetes_sd_configs?: { role: string; namespaces?: { names: string[] } }[];
  relabel_configs: { action?: string; target_label?: string; regex?: string; replacement?: string }[];
}

type Slip = [what: string, job: string, edit: (job: Job) => void];

/** What a hand might do to the configuration; each must show as targets that are missing or undeclared. */
const slips: readonly Slip[] = [
  ['a job that keeps everything', 'data/redis/metrics', (job) => job.relabel_configs.shift()],
  ['a series without its blade', 'ml/chat/http', (job) => void dropLabel(job, 'node')],
  ['a series without its pod', 'data/minio/s3', (job) => void dropLabel(job, 'pod')],
  ['API servers on every blade', 'kube-apiserver', (job) => job.relabel_configs.shift()],
  ['kubelets under the address that the node gives', 'kubelet', (job) => void dropLabel(job, '__address__')],
  ['another role', 'monitoring/tempo/http', (job) => (job.kubernetes_sd_configs![0]!.role = 'node')],
  [
    'another namespace',
    'monitoring/grafana/http',
    (job) => (job.kubernetes_sd_configs![0]!.namespaces!.names = ['ml']),
  ],
  ['no discovery at all', 'kube-system/cilium/hubble', (job) => delete job.kubernetes_sd_configs],
  ['no prober before the addresses', 'opened-by-people', (job) => void dropLabel(job, '__address__')],
];

function dropLabel(job: Job, label: string): void {
  const at = job.relabel_configs.findIndex(({ target_label }) => target_label === label);
  if (at < 0) throw new Error(`${job.job_name} sets no ${label}`);
  job.relabel_configs.splice(at, 1);
}

const patienceSeconds = 30;
/** Prometheus takes up what it found every five seconds. */
const slipSeconds = 12;

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
  for (const [what, name, edit] of slips) {
    const slipped = parse(config) as { scrape_configs: Job[] };
    edit(slipped.scrape_configs.find(({ job_name }) => job_name === name)!);
    const seen = await discover(server, stringify(slipped), declared, slipSeconds);
    const others = [...seen.missing, ...seen.undeclared].filter((line) => !line.includes(`job="${name}"`));
    verdict.check(
      `   ${what} (${name}) is noticed, and nothing else`,
      !isEmpty(seen) && others.length === 0,
      words(seen),
    );
  }
}

/** The beginning of both lists. */
export function words({ missing, undeclared }: Discovery): string {
  const first = (what: string, lines: readonly string[]) => lines.slice(0, 8).map((line) => `${what} ${line}`);
  return [...first('missing', missing), ...first('undeclared', undeclared)].join('\n     ');
}
