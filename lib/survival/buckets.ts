import type { RackView } from '../checks/rack-view';
import type { QuorumSet } from '../placement/quorum';
import { listed } from '../units/words';
import { copiesOf } from './copies';
import { type RunningJob, scriptOf } from './cron-jobs';
import { placeOfStore } from './distance';
import type { AwayCopy, Copies, Kept } from './kept';

/** Why buckets without the mark of people's documents need no copy. */
const notOfPeople = 'no documents of people: fetched, measured or made again';

/** Buckets that a set-up makes, those of people apart: their old versions are kept, and copies leave the rack. */
export function keptInBuckets(sets: readonly QuorumSet[], jobs: readonly RunningJob[], view: RackView): Kept[] {
  return view.workloads.flatMap((workload): Kept[] => {
    const script = workload.kind === 'Job' ? scriptOf(workload, view) : '';
    const inRack = named(script, /\bmc mb (?:--?[\w-]+ )*[\w-]+\/([\w.-]+)/g);
    const outside = named(script, /^make ([\w.-]+)$/gm);
    const made = inRack.length > 0 ? inRack : outside;
    if (made.length === 0) return [];
    const people = [...named(script, /\bmc version enable [\w-]+\/([\w.-]+)/g), ...named(script, /^keep ([\w.-]+)$/gm)];
    const store = sets.find(({ what }) => what === 'object store');
    const copies = inRack.length > 0 && store ? stripes(store, view) : undefined;
    const id = copies ? (store?.id ?? workload.id) : workload.id;
    return byTreatment(made, people, jobs, view).map((group): Kept => ({
      id,
      kind: 'buckets',
      ...group,
      ...(copies && { copies }),
    }));
  });
}

/** Buckets with the same copies stand in one line. */
function byTreatment(
  made: readonly string[],
  people: readonly string[],
  jobs: readonly RunningJob[],
  view: RackView,
): Pick<Kept, 'what' | 'passing' | 'away'>[] {
  const groups = new Map<string, { names: string[]; passing?: string; away: AwayCopy[] }>();
  for (const name of made) {
    const away = copiesAway(name, jobs, view);
    const passing = people.includes(name) ? undefined : notOfPeople;
    const key = JSON.stringify([passing, away]);
    const group = groups.get(key) ?? { names: [], away, ...(passing !== undefined && { passing }) };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ names, ...rest }) => ({
    what: `${names.length === 1 ? 'bucket' : 'buckets'} ${listed(names.sort())}`,
    ...rest,
  }));
}

/** Jobs that bring a bucket to `offsite:`, and those that look at what is there without changing it. */
function copiesAway(bucket: string, jobs: readonly RunningJob[], { rack }: RackView): AwayCopy[] {
  const touching = jobs.filter(({ env, script }) => env.has(remote) && looped(script).includes(bucket));
  const isCopy = ({ script }: RunningJob) => /\brclone (?:sync|copy) "rack:/.test(script);
  return touching.filter(isCopy).map((job): AwayCopy => {
    const drill = touching.find(
      (each) =>
        !isCopy(each) &&
        each.env.get(remote) === job.env.get(remote) &&
        each.env.get(endpoint) === job.env.get(endpoint),
    );
    return {
      ...placeOfStore(job.env.get(endpoint), rack),
      ageSeconds: job.everySeconds,
      ...(drill && { readBack: { by: drill.name, everySeconds: drill.everySeconds } }),
    };
  });
}

const remote = 'RCLONE_CONFIG_OFFSITE_REMOTE';
const endpoint = 'RCLONE_CONFIG_BUCKET_ENDPOINT';

function looped(script: string): string[] {
  return [...script.matchAll(/^for bucket in (.+); do$/gm)].flatMap(([, names = '']) => names.split(' '));
}

function named(script: string, pattern: RegExp): string[] {
  return [...new Set([...script.matchAll(pattern)].map(([, name = '']) => name))];
}

/** A write is acknowledged by `needs` servers, and any `readable` of its shards make the object whole again. */
function stripes(store: QuorumSet, view: RackView): Copies {
  const { needs, readable = needs, members } = store;
  const bears = needs - readable;
  const because = `an object has ${needs} shards or more, and any ${readable} of them make it whole`;
  const isBetterWhole = members.length - readable > bears;
  const beyond = 'documents written while a server was down';
  return copiesOf(store, 'server', { bears, because, ...(isBetterWhole && { beyond }) }, view);
}
