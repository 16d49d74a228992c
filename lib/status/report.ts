import * as z from 'zod';
import type { RackView } from '../checks/rack-view';
import { quorumSets } from '../placement/quorum';
import { linesOf } from './all-checks';
import { membersUp } from './checks/sets';
import { levels } from './line';
import { ranked } from './rank';
import { type Seen, conditionOf, fluxGroup, isTrue, ofKind } from './seen';
import { situationOf } from './situation';

const line = z.strictObject({
  level: z.enum(levels).describe('down, broken, risk or note'),
  check: z.string().describe('which check found it'),
  object: z.string().describe('namespace/Kind/name, or Kind/name'),
  message: z.string(),
  since: z.string().optional().describe('ISO 8601'),
  command: z.string().describe('what to type next'),
  page: z.string().describe('page for npx rackwright runbook, with the blade where it is about one'),
});

const count = z.strictObject({ good: z.int(), all: z.int() });

/** What `rackwright status --json` prints; `schema/status.schema.json` is made from it. */
export const statusDocument = z.strictObject({
  version: z.literal(1).describe('grows when a field changes its meaning or goes'),
  rack: z.string(),
  at: z.string().describe('when the cluster was read, ISO 8601'),
  level: z.enum([...levels, 'well']).describe('of the worst line'),
  blades: count,
  sets: count,
  apps: count.describe('Kustomizations that Flux has applied, of those in the cluster'),
  lines: z.array(line.extend({ follows: z.array(line).describe('what follows from it') })).describe('worst first'),
});

export type StatusReport = z.infer<typeof statusDocument>;

/** Everything that is not as it should be, worst first, from objects that somebody read. */
export function statusOf(seen: Seen, view: RackView): StatusReport {
  const situation = situationOf(seen, view);
  const causes = ranked(linesOf(situation));
  const applied = ofKind(seen, 'Kustomization', fluxGroup);
  const known = quorumSets(view).flatMap((set) => {
    const up = membersUp(set, situation);
    return up === undefined ? [] : [up >= set.needs];
  });
  const nodes = ofKind(seen, 'Node', '');
  return {
    version: 1,
    rack: view.rack.name,
    at: seen.at,
    level: causes[0]?.level ?? 'well',
    blades: {
      good: nodes.length === 0 ? 0 : view.rack.blades.length - situation.downBlades.length,
      all: view.rack.blades.length,
    },
    sets: { good: known.filter(Boolean).length, all: known.length },
    apps: {
      good: applied.filter((each) => isTrue(each, 'Ready')).length,
      all: applied.filter((each) => conditionOf(each, 'Ready') !== undefined).length,
    },
    lines: causes.map(({ follows, ...cause }) => ({ ...plain(cause), follows: follows.map(plain) })),
  };
}

/** What a line explains is for ranking only. */
function plain<T extends { explains?: readonly string[] }>({ explains: _explains, ...rest }: T): Omit<T, 'explains'> {
  return rest;
}
