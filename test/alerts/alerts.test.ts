import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { kubeStateMetricsArgs } from '../../lib/apps/observability/kube-state-metrics';
import { exposedMetrics } from '../../lib/testing/exposed-metrics';
import { loadReference } from '../../lib/testing/reference-rack';
import { composeSample, sampleApps } from '../../lib/testing/sample-rack';
import { allAlertCases } from './all-cases';
import { changesNothing, equivalentSlips } from './equivalent-slips';
import { mutantsOf } from './mutants';
import { faultIn, labelsIn, metricsIn } from './promql';
import { type RenderedAlert, rulesOfReferenceRack } from './rules';

const { alerts, recordings, jobs } = rulesOfReferenceRack();
const cases = allAlertCases(jobs);
const names = alerts.map(({ alert }) => alert);

/** An alert with a slip in it: each test below must see its own kind. */
const broken: RenderedAlert = {
  alert: 'redis_down',
  expr: 'sum(redis_up{) == 0',
  labels: { app: 'redis', severity: 'urgent' },
  annotations: { summary: 'Redis {{ $labels.instance is down.', runbook_url: 'x' },
};

describe('every alert of the reference rack', () => {
  test('has a name of its own', () => {
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names.filter((name) => !/^([A-Z][a-z0-9]+)+$/.test(name))).toEqual([]);
  });

  test.each(alerts)('$alert says whom it wakes, and what is wrong in one line', ({ labels, annotations, ...rule }) => {
    expect(['critical', 'warning', 'info']).toContain(labels.severity);
    expect(labels.app).toBe(sampleApps.find(({ name }) => name === labels.app)?.name);
    expect(annotations.summary).toMatch(/^[^\n]{10,160}[^.\n]$/);
    expect(annotations.summary.split('{{').length).toBe(annotations.summary.split('}}').length);
    // promtool compares descriptions to the letter, and cases state only the summary.
    expect(annotations.description ?? '').not.toContain('{{');
    expect(rule.for ?? '').toMatch(/^(\d+[smhd])?$/);
  });

  test.each(alerts)('$alert fires in one case and stays silent in another', ({ alert, labels, expr }) => {
    const own = cases.find(({ app }) => app === labels.app)?.alerts[alert] ?? [];
    expect(own.some(({ fires }) => fires.length > 0)).toBe(true);
    // A watchdog is never silent.
    if (expr !== 'vector(1)') expect(own.some(({ fires }) => fires.length === 0)).toBe(true);
    expect(own.filter(({ when }, i) => own.findIndex((other) => other.when === when) !== i)).toEqual([]);
  });

  test.each(alerts)('$alert has a section in the runbook of its app', ({ annotations }) => {
    const [, page = '', anchor] = /\/blob\/[^/]+\/docs\/runbooks-homelab\/([a-z-]+\.md)#([a-z0-9]+)$/.exec(
      annotations.runbook_url,
    )!;
    expect(anchorsOf(`docs/runbooks/${page}`)).toContain(anchor);
  });

  test.each(alerts)('$alert says what it means, where to look, what to do and when to be silent', (rule) => {
    expect(gapsIn(sectionOf(rule))).toEqual([]);
  });

  test.each([
    ['', ['what it means', 'where to look', 'what to do', 'when to silence it']],
    ['Redis is gone.\n\n**Do.** Look.', ['what it means', 'where to look', 'what to do', 'when to silence it']],
  ])('a section of "%s" is refused', (text, gaps) => {
    expect(gapsIn(text)).toEqual(gaps);
  });

  test('is looked at closely enough to be refused', () => {
    expect(faultIn(broken.expr)).toBe('sum(redis_up{⟨here⟩) == 0');
    expect(anchorsOf('docs/runbooks/redis.md')).not.toContain('redis_down');
    expect(anchorsOf('docs/runbooks/no-such-app.md')).toEqual([]);
  });
});

test.each([...alerts.map(({ alert, expr }) => [alert, expr]), ...recordings.map(({ record, expr }) => [record, expr])])(
  '%s is PromQL',
  (_, expr) => {
    expect(faultIn(expr!)).toBeUndefined();
  },
);

describe('cases', () => {
  test('are there for alerts that there are', () => {
    const here = cases.flatMap(({ alerts: own }) => Object.entries(own).filter(([, [first]]) => !first?.rack));
    expect(here.map(([name]) => name).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('of every app are on the list', () => {
    const files = readdirSync('lib/apps', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.alerts.cases.ts'),
    );
    const listed = readFileSync('test/alerts/all-cases.ts', 'utf8');
    expect(files.length).toBe(cases.length);
    expect(files.filter((file) => !listed.includes(`lib/apps/${file.replace(/\.ts$/, '')}'`))).toEqual([]);
  });
});

/** Told only once it has happened, hence on no recording: kube-state-metrics v2.20.0, docs/metrics/workload. */
const notBeforeItHappens = [
  'kube_cronjob_created',
  'kube_cronjob_status_last_successful_time',
  'kube_job_failed',
  'kube_pod_container_status_last_terminated_reason',
  'kube_pod_container_status_waiting_reason',
];

describe('metrics that rules read', () => {
  const { names: stored, unrecorded } = exposedMetrics(composeSample(loadReference()));
  const recorded = new Set(recordings.map(({ record }) => record));

  test('get past the list of what kube-state-metrics may tell', () => {
    const [list = ''] = kubeStateMetricsArgs.flatMap((arg) => arg.split('--metric-allowlist=')[1] ?? []);
    const allowed = list.split(',').map((pattern) => new RegExp(pattern));
    const read = [...alerts, ...recordings]
      .flatMap(({ expr }) => metricsIn(expr))
      .filter((name) => /^kube_/.test(name));
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('are stored from something that the rack scrapes', () => {
    const read = [...alerts, ...recordings].flatMap(({ expr }) => metricsIn(expr));
    const unknown = [...new Set(read)].filter(
      (name) => !stored.has(name) && !recorded.has(name) && !notBeforeItHappens.includes(name),
    );
    expect(unknown.filter((name) => !unrecorded.some((exporter) => prefixOf(exporter).test(name))).sort()).toEqual([]);
  });

  test('carry the labels that a rule selects, groups or joins by', () => {
    const wrong = [...alerts, ...recordings].flatMap((rule) => {
      const metrics = metricsIn(rule.expr);
      // Labels of recorded series are those of what they were recorded from.
      if (metrics.some((name) => !stored.has(name))) return [];
      const known = new Set([...metrics.flatMap((name) => [...stored.get(name)!]), ...madeByRules]);
      return labelsIn(rule.expr)
        .filter((label) => !known.has(label))
        .map((label) => `${'alert' in rule ? rule.alert : rule.record}: ${label}`);
    });
    expect(wrong).toEqual([]);
  });
});

/** Labels that expressions make themselves. */
const madeByRules = ['workload', 'switch'];

test('a slip can be made in every comparison, threshold and waiting time', () => {
  const [alert] = alerts.filter(({ alert: name }) => name === 'NodeDiskAlmostFull');
  expect(mutantsOf(alert!).map(({ kind, what }) => `${kind} ${what}`)).toEqual([
    'comparison node:disk_available:ratio < 0.15: < → >=',
    'edge node:disk_available:ratio < 0.15: < → <=',
    'threshold node:disk_available:ratio < 0.15: 0.15 → 0.3',
    'threshold node:disk_available:ratio < 0.15: 0.15 → 0.075',
    'for for: 15m → at once',
    'for for: 15m → 30h',
  ]);
});

test('each slip that is said to change nothing is one that is made', () => {
  const made = alerts.flatMap(mutantsOf).filter(changesNothing);
  expect(made.map(({ alert: { alert: name } }) => name).sort()).toEqual(
    equivalentSlips.map(({ alert: name }) => name).sort(),
  );
});

function sectionOf({ alert, labels }: RenderedAlert): string {
  const page = readFileSync(`docs/runbooks/${labels.app}.md`, 'utf8');
  return new RegExp(`^### ${alert}\\n([^]*?)(?=^##|(?![^]))`, 'm').exec(page)?.[1]?.trim() ?? '';
}

/** What a person at night would miss in a section: a sentence is no meaning, and a link alone no deed. */
function gapsIn(section: string): string[] {
  const words = (text = '') => text.split(/\s+/).filter((word) => /\w/.test(word)).length;
  const deed = /\*\*Do\.\*\*([^]*?)(?=\*\*Silence|(?![^]))/.exec(section)?.[1];
  const [meaning] = section.split(/\n\n/);
  return [
    ...(words(meaning) < 6 ? ['what it means'] : []),
    ...(/^```sh$/m.test(section) ? [] : ['where to look']),
    ...(words(deed) < 6 ? ['what to do'] : []),
    ...(/\*\*Silence:?\*\*:? *\w/.test(section) ? [] : ['when to silence it']),
  ];
}

function anchorsOf(page: string): string[] {
  if (!existsSync(page)) return [];
  return [...readFileSync(page, 'utf8').matchAll(/^### (\w+)$/gm)].map(([, title = '']) => title.toLowerCase());
}

/** What an exporter without a list may be trusted to expose: names that begin like its own. */
function prefixOf(exporter: string): RegExp {
  const prefixes: Record<string, string> = {
    'cert-manager-controller': 'certmanager_',
    'redis-exporter': 'redis_',
    'flux-operator': 'flux_',
    'longhorn-manager': 'longhorn_|kubelet_',
    'llama-cpp': 'llamacpp:',
    'thermal-daemon': 'thermal_',
    postgresql: 'cnpg_|barman_cloud_',
  };
  return new RegExp(`^(${prefixes[exporter] ?? `${exporter}_`})`);
}
