import type { Ledger } from '../checks/ledger';
import type { RackView } from '../checks/rack-view';
import { type Loss, noLoss, pairLosses, singleLosses, switchLosses } from './losses';
import type { Amounts, PodClass } from './pods';
import { type QuorumSet, quorumSets } from './quorum';
import { placementOf } from './placement';
import type { Move, Survey } from './survey';
import type { Verdict } from './verdicts';

/** What can be said of a rack's room: whole, with each blade lost, each pair, each switch. Plain data for pages. */
export interface CapacityReport {
  rack: string;
  ledger: Ledger;
  classes: readonly ClassReport[];
  sets: readonly QuorumSet[];
  /** Blades, and pairs of them that there are. */
  blades: number;
  pairs: number;
  /** Switches, each with the blades that it feeds. */
  switches: readonly { name: string; feeds: number }[];
}

/** A verdict, and the loss under which it holds. */
export interface Worst {
  kind: Verdict['kind'];
  because: string;
  loss: string;
}

export interface ClassReport {
  id: string;
  app: string;
  replicas: number;
  request: Amounts;
  move: Move;
  isPinned: boolean;
  whole: Worst;
  /** The worst of all losses of a kind; absent where no loss of the kind leaves a blade that may carry it. */
  blade?: Worst;
  pair?: Worst;
  switch?: Worst;
}

export function capacityOf(view: RackView): CapacityReport {
  const { ledger, classes, surveysOf } = placementOf(view);
  const pairs = pairLosses(view.rack);
  const losses = [noLoss(), ...singleLosses(view.rack), ...pairs, ...switchLosses(view.rack)];
  const surveys = oneOfAKind(surveysOf(losses));
  return {
    rack: view.rack.name,
    ledger,
    classes: classes.map((pod, index) => reportOf(pod, index, surveys)),
    sets: quorumSets(view),
    blades: view.rack.blades.length,
    pairs: pairs.length,
    switches: Object.keys(view.rack.switches).map((name) => ({
      name,
      feeds: view.rack.blades.filter(({ feed }) => feed?.switch === name).length,
    })),
  };
}

/** Losses of one kind that share their verdicts differ in name only: the first of them stands for all. */
function oneOfAKind(surveys: readonly Survey[]): Survey[] {
  const seen = new Map<Survey['verdicts'], Set<Loss['kind']>>();
  return surveys.filter(({ loss: { kind }, verdicts }) => {
    const kinds = seen.get(verdicts) ?? new Set();
    seen.set(verdicts, kinds);
    return !kinds.has(kind) && kinds.add(kind);
  });
}

function reportOf(pod: PodClass, index: number, surveys: readonly Survey[]): ClassReport {
  const { id, app, replicas, request, isPinned } = pod;
  const worst = (kind: Loss['kind']) =>
    surveys
      .filter(({ loss }) => loss.kind === kind && [...pod.blades].some((name) => !loss.down.includes(name)))
      .map(({ loss, verdicts }): Worst => {
        const { kind: verdict, because } = verdicts[index] as Verdict;
        return { kind: verdict, because, loss: loss.name };
      })
      .reduce<Worst | undefined>((a, b) => (a === undefined || rank[b.kind] > rank[a.kind] ? b : a), undefined);
  return {
    id,
    app,
    replicas,
    request,
    isPinned,
    move: (surveys[0]?.verdicts[index] as Survey['verdicts'][number]).move,
    whole: worst('nothing') ?? { kind: 'impossible', because: 'no blade may carry it', loss: 'nothing' },
    ...defined('blade', worst('blade')),
    ...defined('pair', worst('pair')),
    ...defined('switch', worst('switch')),
  };
}

function defined<K extends string>(key: K, value: Worst | undefined): { [key in K]?: Worst } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: Worst });
}

const rank = { proved: 0, fits: 1, stuck: 2, impossible: 3 } as const;

/** What more members of a set ask of the rack, so that it bears any two blades. */
export function costOfBearingTwo(set: QuorumSet, { classes, ledger }: CapacityReport): string | undefined {
  if (!set.larger) return undefined;
  const more = set.larger.members - set.members.length;
  const how = set.larger.how === undefined ? '' : ` (${set.larger.how})`;
  if (set.blades) {
    const rest = ledger.blades.filter(({ isWorker, role }) => isWorker && role === 'worker').length - more;
    const cost = `${more} more blades in the control plane${how}`;
    return rest >= 0 ? `${cost}; ${rest} workers stay` : `${cost}, ${-rest} of them bought`;
  }
  const request = classes.find(({ id }) => id === set.id)?.request;
  if (!request) return `${more} more${how}`;
  const { cpuMillicores, memoryBytes, diskBytes } = request;
  const sizes = [`${cpuMillicores * more}m`, `${mebibytes(memoryBytes * more)}Mi of memory`];
  if (diskBytes > 0) sizes.push(`${Math.ceil((diskBytes * more) / 2 ** 30)}Gi of disk`);
  return `${more} more${how}: ${sizes.join(', ')}, on blades of their own`;
}

export function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
