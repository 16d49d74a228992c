import type { Command } from 'commander';
import pc from 'picocolors';
import { join } from 'node:path';
import { readTree } from '../lib/output/read-tree';
import { rackView } from '../lib/checks/rack-view';
import type { RackView } from '../lib/checks/rack-view';
import { statusAsText } from '../lib/status/as-text';
import type { StatusLevel } from '../lib/status/line';
import { type StatusReport, statusOf } from '../lib/status/report';
import type { Seen } from '../lib/status/seen';
import { CannotRun } from './cannot-run';
import { filesIn, readDist } from './read-dist';
import { type Place, isFolder, oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';
import { gatherAlerts } from './status/alerts';
import { checkoutOf } from './status/checkout';
import { gatherObjects } from './status/gather';
import { type KubeReach, missingKubeconfig, startKubeReader } from './status/kube-proxy';

export interface StatusOptions extends KubeReach {
  json?: boolean;
  all?: boolean;
  dist?: string;
  alertmanager?: string;
  /** Asks for no alerts and no volumes' use. @default false */
  withoutAlerts?: boolean;
}

export function register(program: Command): void {
  program
    .command('status')
    .description('what is wrong with a running rack, worst first, and what to type next; changes nothing')
    .argument('[rack-file]', 'rack file (the only one of clusters/ when none is named)')
    .option('--json', 'everything, as one JSON document (schema/status.schema.json)')
    .option('--all', 'every line and every consequence, not only one screen')
    .option('--kubeconfig <file>', 'as kubectl takes it')
    .option('--context <name>', 'as kubectl takes it')
    .option('--dist <folder-or-revision>', 'the tree to compare with (dist/ of this checkout by default)')
    .option('--alertmanager <url>', 'where alerts are asked for, in place of a port that kubectl forwards')
    .addHelpText(
      'after',
      `
It needs kubectl, and reads only: nodes, pods, volumes, what Flux, cert-manager, CloudNativePG and Longhorn say, the alerts
that fire. Exit codes: 0 nothing is worse than a note, 1 something is, 2 could not run.

Examples:
  npx rackwright status                        one screen
  npx rackwright status --all | less           everything
  npx rackwright status --json | jq -r '.lines[0].message'
  watch --interval 30 npx rackwright status`,
    )
    .action((file: string | undefined, options: StatusOptions) =>
      runToEnd(() => runStatus(placeOf(process.cwd()), file, options), process.env),
    );
}

export async function runStatus(place: Place, typed: string | undefined, options: StatusOptions): Promise<0 | 1> {
  const view = viewOf(place, typed, options.dist);
  const report = statusOf(await see(place.root, view, options), view);
  const paint = process.stdout.isTTY ? painted : (text: string) => text;
  process.stdout.write(
    options.json ? `${JSON.stringify(report)}\n` : statusAsText(report, { paint, all: options.all }),
  );
  return isWell(report) ? 0 : 1;
}

function isWell({ level }: StatusReport): boolean {
  return level === 'well' || level === 'note';
}

/** Reads everything that a report looks at; the clock is read once, before the questions. */
export async function see(root: string, view: RackView, options: StatusOptions): Promise<Seen> {
  const at = new Date().toISOString();
  const reader = await startKubeReader(options).catch((error: Error) => {
    throw new CannotRun(
      `Cannot ask the cluster: ${error.message}.\nInstall kubectl, or name its file: --kubeconfig, KUBECONFIG.`,
    );
  });
  try {
    const [gathered, { alerts, unread }] = await Promise.all([
      gatherObjects(reader, { withoutVolumes: options.withoutAlerts }),
      options.withoutAlerts ? { alerts: undefined, unread: [] } : gatherAlerts(options, view, options.alertmanager),
    ]);
    // A cluster that does not answer forwards no port either; that is one cause and not two.
    const isSilent = gathered.unread.some(({ what }) => what === 'api-server');
    const missing = isSilent ? missingKubeconfig(options, process.env) : undefined;
    if (missing !== undefined)
      throw new CannotRun(
        `${missing}.\nexport KUBECONFIG=~/${view.rack.name}-talos/kubeconfig, which the bootstrap wrote`,
      );
    const checkout = checkoutOf(root, view.rack.name, gathered);
    return {
      at,
      ...gathered,
      unread: isSilent ? gathered.unread : [...gathered.unread, ...unread],
      ...(alerts && { alerts }),
      ...(checkout && { checkout }),
    };
  } finally {
    reader.stop();
  }
}

/** The rack as its tree says: what is meant to run is in dist/, whatever the rack file says meanwhile. */
export function viewOf(place: Place, typed: string | undefined, dist: string | undefined): RackView {
  const name = /([^/]+)\.yaml$/.exec(oneRackFile(place, typed))?.[1] ?? '';
  const folder = join(place.root, 'dist', name);
  const tree =
    dist === undefined && isFolder(folder)
      ? { rack: name, files: filesIn(folder) }
      : readDist(place, dist ?? 'dist').find(({ rack }) => rack === name);
  if (!tree) throw new CannotRun(`${dist ?? 'dist'} holds no tree of ${name}: npm start writes it`);
  const { facts, problems } = readTree(tree.rack, tree.files);
  if (!facts)
    throw new CannotRun(problems.map(({ object, message, fix }) => `${object} ${message}: ${fix}`).join('\n'));
  return rackView(facts);
}

function painted(text: string, level: StatusLevel | 'well'): string {
  const paints = { down: pc.red, broken: pc.red, risk: pc.yellow, note: pc.dim, well: pc.green };
  return paints[level](text);
}
