import { dataIn } from '../../manifest/documents';
import { fieldOf, recordOf, recordsOf, textOf } from '../../manifest/field-path';
import { letsOut } from '../policy-match';
import type { RackView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { addressesIn, podsBehind } from './addresses';

export const probesReach: Rule = {
  id: 'told/probe',
  level: 'error',
  why: 'A prober that may not go where it is sent reports every page as down, at once and for ever.',
  fixHint: 'let the prober out to the gateway: connectsTo(gateway)',
  exceptable: true,
  check: (view) => {
    const opened = view
      .ofKind('HTTPRoute')
      .flatMap(({ spec }) => (Array.isArray(spec.hostnames) ? spec.hostnames.map(String) : []));
    return view.configMaps.flatMap(({ id, manifest }) =>
      Object.entries(recordOf(manifest.data)).flatMap(([file, text]): RuleHit[] =>
        typeof text === 'string' && text.includes('__param_target')
          ? jobsIn(text).flatMap((job) =>
              faultsOf(job, opened, view).map((message) => ({ object: id, path: fieldOf('data', file), message })),
            )
          : [],
      ),
    );
  },
};

type Job = Record<string, unknown>;

/** Jobs of Prometheus that send a prober somewhere. What is no YAML is told by another rule. */
function jobsIn(text: string): Job[] {
  try {
    const jobs = jobTexts(text)?.flatMap((each) => dataIn(each)) ?? recordOf(dataIn(text)).scrape_configs;
    return recordsOf(jobs).filter((job) =>
      recordsOf(job.relabel_configs).some(({ target_label }) => target_label === '__param_target'),
    );
  } catch {
    return [];
  }
}

/**
 * Texts of the jobs that name a prober's parameter, cut out where each begins at the margin, as our own printer writes them:
 * to parse the whole configuration for one or two jobs took longer than any other rule. Undefined for every other layout, and
 * where an alias may lead out of a job.
 */
function jobTexts(text: string): string[] | undefined {
  if (/[\s[{,][&*]|\r/.test(text)) return undefined;
  const [, list] = /^scrape_configs:\n((?:(?:- | |#)[^\n]*(?:\n|$)|\n)*)/m.exec(text) ?? [];
  if (list === undefined || !/^- /m.test(list)) return undefined;
  return list.split(/^(?=- )/m).filter((job) => job.startsWith('- ') && job.includes('__param_target'));
}

function faultsOf(job: Job, opened: readonly string[], view: RackView): string[] {
  const sent = recordsOf(job.relabel_configs).find(({ target_label }) => target_label === '__address__');
  const [prober] = addressesIn(textOf(sent?.replacement) ?? '');
  const service = prober && view.find('Service', prober.namespace, prober.service);
  const pods = service ? podsBehind(service, view) : [];
  const targets = recordsOf(job.static_configs).flatMap(({ targets: list }) =>
    Array.isArray(list) ? list.map(String) : [],
  );
  return targets.flatMap((target) => {
    const [, scheme = '', host = '', port] = /^(https?):\/\/([^/:]+)(?::(\d+))?/.exec(target) ?? [];
    if (!opened.includes(host)) return [];
    const wanted = { port: Number(port ?? (scheme === 'https' ? 443 : 80)), protocol: 'TCP' };
    return pods
      .filter((group) => !letsOut(group, 'ingress', wanted, view))
      .map(({ id }) => `sends ${id} to ${target}, and no policy lets it out to the gateway on ${wanted.port}/TCP`);
  });
}
