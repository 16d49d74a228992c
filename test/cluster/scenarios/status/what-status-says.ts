import { see } from '../../../../cli/status';
import { type StatusReport, statusOf } from '../../../../lib/status/report';
import { sleep } from '../../kube/wait';
import type { OnSharedBench, Outcome, ScenarioContext } from '../scenario';
import { badStates } from './bad-states';
import { startStatusStandIns } from './stand-ins';
import { viewUnderTest } from './view-under-test';

/** A node's grace, the moving of pods, Flux' retry. */
const showsWithinSeconds = 150;

/** The real command against the real API server: in every bad state its first line names the cause. */
export const whatStatusSays: OnSharedBench = {
  id: '13',
  title: 'What status says',
  everyday: false,
  async run(context): Promise<Outcome> {
    const { rackBench, timeline } = context;
    const standIns = await startStatusStandIns(rackBench);
    try {
      await rackBench.bench.installCrds(['cert-manager']);
      const look = lookAt(context, standIns.alertmanager);
      const before = await until(look, ({ lines }) => lines.every(({ level }) => level === 'note'));
      if (before !== undefined) return failed([`before anything is wrong the first line says: ${before}`]);
      const states = badStates(context, standIns);
      const failures: string[] = [];
      for (const { title, says, make } of states) {
        const undo = await make();
        const since = timeline.now();
        const wrong = await until(look, (report) => says.test(firstOf(report)));
        await undo();
        const seconds = Math.round(timeline.now() - since);
        timeline.add(wrong === undefined ? `${title}: named after ${seconds} s` : `WRONG ${title}: ${wrong}`);
        if (wrong !== undefined) failures.push(`${title}: the first line says ${wrong}`);
        if (wrong !== undefined && context.firstFailureEnds) break;
        const left = await until(look, ({ lines }) => lines.every(({ level }) => level === 'note'));
        if (left !== undefined) failures.push(`after ${title} was taken back the first line says: ${left}`);
      }
      const titles = states.map(({ title }) => title).join(', ');
      return {
        asserted: `the first line names the cause of each of ${states.length} bad states (${titles}); nothing is said before and after`,
        objects: states.length,
        failures,
      };
    } finally {
      standIns.stop();
    }
  },
};

const failed = (failures: string[]): Outcome => ({ asserted: '', objects: 0, failures });

/** What the command itself does: a kubectl that hands on reads, the tree from its files. */
function lookAt({ rackBench: { bench, underTest } }: ScenarioContext, alertmanager: string) {
  const view = viewUnderTest(underTest);
  const reach = { kubeconfig: bench.kubeconfig, kubectl: bench.programs.kubectl, alertmanager };
  return async () => statusOf(await see(bench.folder, view, reach), view);
}

/** The first line, with the worst of what follows from it. */
function firstOf({ lines: [line] }: StatusReport): string {
  if (!line) return 'nothing';
  return [line.message, ...line.follows.slice(0, 1).map(({ message }) => message)].join(' → ');
}

/** @returns the first line when it was still wrong at the end of the time */
async function until(
  look: () => Promise<StatusReport>,
  isRight: (report: StatusReport) => boolean,
): Promise<string | undefined> {
  for (const end = Date.now() + showsWithinSeconds * 1000; ;) {
    const report = await look();
    if (isRight(report)) return undefined;
    if (Date.now() > end) return `${report.level}: ${firstOf(report)}`;
    await sleep(2000);
  }
}
