import { ApiObject, App as CdkApp, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import exposedSeries from '../imports/metrics/series.json';
import type { RackFacts } from './facts/facts';
import type { Exposition, ScrapeFacts } from './facts/scrape';
import { secretId } from './facts/secret-declaration';
import { AppError, blaming, collecting } from './kit/app-error';
import { Alerts, type RuleGroup } from './kit/alerts';
import { type App, type Gathered, sourceOf } from './kit/app';
import type { PodSecurityLevel } from './kit/security';
import { type RackContext, setRackContext } from './kit/context';
import { type Contract, contractOf, isOptional } from './kit/contract';
import { Dashboard } from './kit/dashboards';
import { Vendored } from './kit/emit';
import { defaults } from './kit/defaults';
import { HelmRelease } from './kit/helm-release';
import { MadeElsewhere } from './kit/made-elsewhere';
import { isWanted } from './kit/network-policies';
import { OpenAddress } from './kit/open-address';
import { Pods } from './kit/pods';
import { worldAt } from './kit/ports';
import { type PushedMetrics, Scrape, type ScrapeTarget, jobName } from './kit/scrape';
import { storing } from './kit/scrape-config';
import { SecretKeys } from './kit/secrets';
import { tiers } from './kit/tiers';
import { Workload } from './kit/workload';
import { placeOfConstruct } from './kit/written-at';
import { type Manifest, objectId } from './manifest/manifest';
import { type RackSpec, workersOf } from './rack-file/rack';
import { reservedByRole } from './talos/reservations';

/** What one app says, as plain data: from here on nothing knows a construct. */
type AppOutput = Pick<RackFacts, 'rendered' | 'secrets' | 'operatorMade' | 'releases' | 'scrapes' | 'stated'>;

export interface ComposeInput extends Omit<RackContext, 'namespaces'> {
  apps: readonly App[];
}

/** Builds every app that the rack file leaves on, hands each what it needs, and renders the lot. */
export function compose({ apps, rack, ...context }: ComposeInput): RackFacts {
  const wanted = apps.filter((app) => app.name in rack.apps).sort((a, b) => (a.name < b.name ? -1 : 1));
  const root = new CdkApp();
  setRackContext(root, { rack, ...context, namespaces: namespacesOf(wanted) });
  const faults = collecting();
  const built = partsOf(buildAll(root, wanted, rack, faults));
  const readers = readersOf(built.flatMap(({ parts }) => found(parts, Workload)));
  const given = { rack, readers, secretHashes: context.secretHashes };
  // Where some could not be built, the others' own slips are told too; what they miss of those is none of theirs.
  const told = faults.errors.length > 0 ? built.filter(({ app }) => app.source !== undefined) : built;
  const outputs = told.flatMap(
    ({ app, parts }) => faults.run(() => blaming(app, () => gather(app, parts, given))) ?? [],
  );
  faults.end();
  return {
    rack,
    images: context.images,
    rendered: outputs.flatMap(({ rendered }) => rendered),
    secrets: outputs.flatMap(({ secrets }) => secrets),
    operatorMade: outputs.flatMap(({ operatorMade }) => operatorMade),
    releases: outputs.flatMap(({ releases }) => releases),
    scrapes: outputs.flatMap(({ scrapes }) => scrapes),
    stated: outputs.flatMap(({ stated }) => stated),
    laws: { tiers, deadBladesTolerated: defaults.deadBladesTolerated, reserved: reservedByRole },
  };
}

/** Charts of the apps that could be built; what the others threw is kept in `faults`. */
function buildAll(
  root: Construct,
  wanted: readonly App[],
  rack: RackSpec,
  faults: ReturnType<typeof collecting>,
): Map<App, Chart> {
  const charts = new Map<App, Chart>();
  const built = new Map<App, unknown>();
  const failed = new Set<App>();
  const offering = (contract: Contract<never>) => {
    const all = wanted.filter(({ offers }) => offers.includes(contract));
    return all.find(({ section }) => section !== undefined) ?? all[0];
  };
  const build = (app: App, waiting: readonly App[]): unknown => {
    if (built.has(app)) return built.get(app);
    if (waiting.includes(app))
      throw new Error(`apps need one another in a circle: ${[...waiting, app].map(({ name }) => name).join(' → ')}`);
    const given: Record<string, unknown> = { spec: rack.apps[app.name], rack };
    for (const [key, need] of Object.entries(app.needs)) {
      const provider = offering(contractOf(need));
      if (provider) {
        given[key] = build(provider, [...waiting, app]);
        if (failed.has(provider)) failed.add(app);
      } else if (!isOptional(need))
        throw new Error(`app ${app.name} needs ${contractOf(need).title}, which no app that is on offers`);
    }
    // It cannot be built without what has failed, and has nothing of its own to say.
    if (failed.has(app)) return void built.set(app, undefined);
    const chart = new Chart(root, app.name, { disableResourceNameHashes: true });
    const before = faults.errors.length;
    built.set(
      app,
      faults.run(() => blaming(app, () => app.build(chart, given as never))),
    );
    if (faults.errors.length > before) failed.add(app);
    else charts.set(app, chart);
    return built.get(app);
  };
  for (const app of wanted) build(app, []);
  if (failed.size > 0) return charts;
  const all = gathered(partsOf(charts));
  for (const app of wanted) blaming(app, () => app.whenAllBuilt?.(built.get(app) as never, all));
  openOwnNames(partsOf(charts), all.openAddresses);
  return charts;
}

/** An app with every construct below its chart, the chart among them. */
interface Parts {
  app: App;
  parts: readonly IConstruct[];
}

/** As it stands: apps that hear of all others add to it. */
function partsOf(charts: ReadonlyMap<App, Chart>): Parts[] {
  return [...charts].map(([app, chart]) => ({ app, parts: chart.node.findAll() }));
}

/** A name that the rack itself answers to leads through its gateway, however a rack file or an app came to state it. */
function openOwnNames(built: readonly Parts[], addresses: Gathered['openAddresses']): void {
  const pods = built.flatMap(({ parts }) => found(parts, Pods));
  for (const { url, behind } of addresses) {
    for (const each of pods) if (each.reaches(worldAt(url))) each.opensThroughGateway(behind);
  }
}

/** What every built app has declared, in the order of their names. */
function gathered(built: readonly Parts[]): Gathered {
  const sorted = [...built].sort(({ app: a }, { app: b }) => (a.name < b.name ? -1 : 1));
  const workloads = sorted
    .flatMap(({ app, parts }) => found(parts, Workload).map((workload) => workload.watched(app)))
    .filter(({ kind }) => kind !== 'Job');
  const scrapeTargets = sorted.flatMap(({ parts }) => scrapeTargetsOf(parts)).filter((each) => each.kind !== 'pushed');
  return {
    // One that finds nothing to do on this rack is as good as off.
    apps: new Set(sorted.flatMap(({ app, parts }) => (parts.length > 1 ? [app.name] : []))),
    scrapeTargets,
    openAddresses: sorted.flatMap(({ parts }) => found(parts, OpenAddress)).sort(byUrl),
    ruleGroups: sorted.flatMap(({ app, parts }) =>
      oneGroup(found(parts, Alerts).map((alerts) => alerts.group(app.name, { workloads, scrapeTargets }))),
    ),
    dashboards: sorted.flatMap(({ app, parts }) =>
      found(parts, Dashboard).map(({ props }) => ({ ...props, app: app.name })),
    ),
  };
}

function scrapeTargetsOf(parts: readonly IConstruct[]): (ScrapeTarget | PushedMetrics)[] {
  const ofPods = found(parts, Pods).flatMap(({ scrapeTargets }) => scrapeTargets);
  return [...ofPods, ...found(parts, Scrape).map(({ target }) => target)];
}

function targetsOf(target: ScrapeTarget | PushedMetrics, rack: RackSpec): number {
  if (target.kind === 'pushed') return target.targets;
  if (target.kind === 'probes') return target.urls().length;
  if (target.kind === 'blades') {
    return rack.blades.filter(({ role }) => target.on === 'all' || role === target.on).length;
  }
  if (typeof target.targets === 'number') return target.targets;
  return target.targets === 'every-blade' ? rack.blades.length : workersOf(rack).length;
}

function byUrl(a: OpenAddress, b: OpenAddress): number {
  return a.url < b.url ? -1 : 1;
}

/** Prometheus refuses a file that names a group twice. */
function oneGroup([first, ...others]: RuleGroup[]): RuleGroup[] {
  return first ? [{ ...first, rules: [first, ...others].flatMap(({ rules }) => rules) }] : [];
}

/** Ids of the workloads that read each Secret, by `namespace/name`: a consumer is often another app than the owner. */
function readersOf(workloads: Workload[]): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const { id, secretsRead } of workloads) {
    for (const secret of secretsRead) readers.set(secret, [...(readers.get(secret) ?? []), id].sort());
  }
  return readers;
}

interface Given {
  rack: RackSpec;
  /** Ids of the workloads that read each Secret. */
  readers: ReadonlyMap<string, string[]>;
  secretHashes: ReadonlyMap<string, string>;
}

function gather(app: App, parts: readonly IConstruct[], { rack, readers, secretHashes }: Given): AppOutput {
  const connects = new Map(found(parts, Pods).map((pods) => [pods.id, pods.connects]));
  const source = sourceOf(app);
  const own = found(parts, ApiObject).filter((object) => isWanted(object));
  const faults = collecting();
  const objects: { manifest: Manifest; from: IConstruct }[] = [
    ...own.flatMap((object) => faults.run(() => ({ manifest: manifestOf(object, app), from: object })) ?? []),
    ...found(parts, Vendored).map((vendored) => ({ manifest: vendored.manifest, from: vendored })),
  ];
  faults.end();
  return {
    rendered: objects.map(({ manifest, from }) => {
      const written = app.source === undefined ? undefined : placeOfConstruct(from);
      return {
        manifest: labelled(manifest, app.name),
        app: app.name,
        source,
        specPath: `apps.${app.name}`,
        connects: connects.get(idOfPods(manifest)) ?? [],
        ...(written && { written }),
      };
    }),
    secrets: found(parts, SecretKeys).map((secret) => ({
      ...secret.declaration(app.name, readers.get(secretId(secret)) ?? []),
      isSealed: secretHashes.has(secretId(secret)),
    })),
    operatorMade: found(parts, MadeElsewhere).map(({ props }) => {
      const { kind, namespace, name } = props;
      return { ...props, app: app.name, connects: connects.get(`${namespace}/${kind}/${name}`) ?? [] };
    }),
    releases: found(parts, HelmRelease).map(({ id, chart: upstream, provides, footprint }) => ({
      app: app.name,
      id,
      chart: upstream,
      ...provides,
      footprint,
    })),
    scrapes: scrapeTargetsOf(parts).map((target) => scrapeFacts(target, app.name, rack)),
    stated: app.states ? [{ app: app.name, ...app.states(rack.apps[app.name] as never, rack) }] : [],
  };
}

/** What an object throws when it is rendered has the line of the owner's app that made it. */
function manifestOf(object: ApiObject, app: App): Manifest {
  try {
    return object.toJson() as Manifest;
  } catch (error) {
    throw new AppError(app, error, app.source === undefined ? undefined : placeOfConstruct(object));
  }
}

function scrapeFacts(target: ScrapeTarget | PushedMetrics, app: string, rack: RackSpec): ScrapeFacts {
  const { kind, exporter, path, keep, drop, require, honorLabels } = target;
  return {
    app,
    job: jobName(target),
    kind,
    targets: targetsOf(target, rack),
    exporter,
    path,
    ...(target.kind === 'pods' && { reads: { pods: target.pods.id, port: target.port.port } }),
    keep,
    drop,
    require,
    honorLabels,
    series: storedSeries(target),
  };
}

/** Series of a job are those of its exporter's list that get past what the job keeps and drops. */
function storedSeries(target: Exposition): number | undefined {
  const exposed = (exposedSeries as Record<string, Record<string, number> | undefined>)[target.exporter];
  if (!exposed) return undefined;
  const isStored = storing(target);
  const stored = Object.entries(exposed).filter(([name]) => isStored(name));
  return stored.reduce((sum, [, series]) => sum + series, 0);
}

function found<T>(parts: readonly IConstruct[], type: abstract new (...args: never[]) => T): T[] {
  return parts.filter((each): each is typeof each & T => each instanceof type);
}

/** A Job's pods go by its name without the hash of the template. */
function idOfPods(manifest: Manifest): string {
  const id = objectId(manifest);
  return manifest.kind === 'Job' ? id.replace(/-[0-9a-f]{8}$/, '') : id;
}

/** Says whose every object is, so that `kubectl get -l` finds an app's things without knowing their kinds. */
function labelled(manifest: Manifest, app: string): Manifest {
  const labels = { ...manifest.metadata.labels, 'app.kubernetes.io/part-of': app };
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}

function namespacesOf(apps: readonly App[]): Record<string, PodSecurityLevel> {
  const levels: Record<string, PodSecurityLevel> = {};
  for (const app of apps) {
    for (const [name, level] of Object.entries(app.namespaces)) {
      if ((levels[name] ?? level) !== level) {
        throw new Error(`namespace ${name} is wanted as ${levels[name]} and, by app ${app.name}, as ${level}`);
      }
      levels[name] = level;
    }
  }
  return levels;
}
