import { readFileSync } from 'node:fs';
import type { Progress } from '../build/build-components';
import { type Pod, conditionOf, isTrue, objectId } from '../kube/object';
import { type RackUnderTest, startRackBench } from '../rack-bench';
import { startRecorder } from './recorder';
import { reconcileAgain } from './second-reconcile';
import type { OwnBench, ScenarioContext } from './scenario';
import { isWell, stateOf } from './settled';
import { untilNone } from './until';

/** What a rack of one size costs. */
export interface ScaleRow {
  blades: number;
  pods: number;
  /** Objects in etcd, without events, which come and go by themselves. */
  objects: number;
  /** Objects in the rack's output, which a person reviews. */
  declared: number;
  /** From pointing Flux at the rack until every pod has a blade. */
  scheduledSeconds: number;
  /** Until every Kustomization is Ready and every pod, too. */
  readySeconds: number;
  /** A reconciliation that changes nothing, over all Kustomizations. */
  reconcileSeconds: number;
  /** Resident memory of each program at the end. */
  memoryBytes: Record<string, number>;
}

export const scale: OwnBench = {
  id: '9',
  title: 'Scale',
  everyday: false,
  async runAlone(underTest, settings) {
    const rows: ScaleRow[] = [];
    const failures: string[] = [];
    for (const rack of [underTest, underTest.larger()]) {
      const { row, late } = await measure(rack, settings);
      rows.push(row);
      failures.push(...late);
      if (late.length > 0) break; // a larger rack would only repeat it
    }
    failures.push(...(failures.length > 0 ? [] : growsTooFast(rows)));
    settings.keep('scale.json', rows);
    return {
      asserted: `every pod of ${rows.map(({ blades, pods }) => `${blades} blades (${pods} pods)`).join(' and of ')} finds a blade and Flux finishes; nothing grows faster than the blades do`,
      objects: rows.reduce((sum, { objects }) => sum + objects, 0),
      failures,
    };
  },
};

/** Cost per blade may fall with size and must not rise: then something looks at every blade for every blade. */
function growsTooFast([small, large]: ScaleRow[]): string[] {
  if (small === undefined || large === undefined) return [];
  const factor = large.blades / small.blades;
  const checks: [string, number, number][] = [
    ['objects in the API', small.objects, large.objects],
    ['objects in the output', small.declared, large.declared],
    ['seconds of a reconciliation', Math.max(small.reconcileSeconds, 5), large.reconcileSeconds],
    ...Object.entries(small.memoryBytes).map(([name, bytes]): [string, number, number] => [
      `memory of ${name}`,
      bytes,
      large.memoryBytes[name] ?? 0,
    ]),
  ];
  return checks
    .filter(([, before, after]) => after > before * factor)
    .map(
      ([what, before, after]) => `${what} grew ${(after / before).toFixed(1)} times with ${factor} times the blades`,
    );
}

async function measure(
  underTest: RackUnderTest,
  {
    timeline,
    patienceSeconds,
    progress,
  }: { timeline: ScenarioContext['timeline']; patienceSeconds: number; progress: Progress },
): Promise<{ row: ScaleRow; late: string[] }> {
  const blades = underTest.machines.length;
  timeline.add(`a rack of ${blades} blades`);
  const rackBench = await startRackBench(underTest, progress);
  const { bench } = rackBench;
  try {
    const recorder = await startRecorder(bench.client, timeline);
    bench.onStop(() => recorder.stop());
    const context: ScenarioContext = {
      rackBench,
      timeline,
      recorder,
      full: true,
      patienceSeconds,
      firstFailureEnds: false,
    };
    const since = timeline.now();
    let scheduledSeconds = 0;
    await rackBench.sync();
    const homeless = () => [...recorder.pods.objects.values()].filter(({ spec }) => spec.nodeName === undefined);
    const unready = () => [...recorder.kustomizations.objects.values()].filter((each) => !isTrue(each, 'Ready'));
    const ill = () => [...recorder.pods.objects.values()].filter((pod) => !isWell(pod));
    recorder.pods.onChange(({ object }) => {
      if (isTrue(object, 'PodScheduled'))
        scheduledSeconds = Math.max(scheduledSeconds, scheduledAt(object) - startedAt);
    });
    const startedAt = Date.now() / 1000;
    // On two busy cores the larger rack takes many minutes.
    await untilNone(context, patienceSeconds * 2, () => {
      const root = recorder.kustomizations.objects.get('flux-system/flux-system');
      const waiting = [...unready().map(objectId), ...ill().map(objectId)];
      return root === undefined || recorder.kustomizations.objects.size < 2
        ? ['Kustomization/flux-system', ...waiting]
        : waiting;
    });
    const readySeconds = timeline.now() - since;
    const late = [
      ...homeless().map((pod) => `${objectId(pod)} finds no blade among ${blades}: ${stateOf(pod)}`),
      ...unready().map(
        (each) => `${objectId(each)} is not Ready with ${blades} blades: ${conditionOf(each, 'Ready')?.message}`,
      ),
    ];
    const reconcileStart = timeline.now();
    if (late.length === 0) await reconcileAgain(context);
    const row: ScaleRow = {
      blades,
      pods: recorder.pods.objects.size,
      objects: await bench.controlPlane.storedObjects(),
      declared: declaredBy(recorder),
      scheduledSeconds,
      readySeconds,
      reconcileSeconds: timeline.now() - reconcileStart,
      memoryBytes: Object.fromEntries(
        Object.entries(bench.processes.pids()).map(([name, pid]) => [name, residentBytes(pid)]),
      ),
    };
    timeline.add(
      `${blades} blades: ${row.pods} pods, ${row.objects} objects, Ready after ${row.readySeconds.toFixed(1)} s`,
    );
    return { row, late };
  } finally {
    await bench.stop();
  }
}

function scheduledAt(pod: Pod): number {
  return Date.parse(conditionOf(pod, 'PodScheduled')?.lastTransitionTime ?? '') / 1000;
}

function declaredBy({ kustomizations }: ScenarioContext['recorder']): number {
  return [...kustomizations.objects.values()].reduce(
    (sum, { status }) => sum + (status?.inventory?.entries.length ?? 0),
    0,
  );
}

function residentBytes(pid: number): number {
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * 1024;
}
