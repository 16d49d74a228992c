import { spawn } from 'node:child_process';
import { type Tier, tiers } from '../../../lib/kit/tiers';
import { buildComponents } from '../build/build-components';
import type { Pod } from '../kube/object';
import { criticalPriority, livesOn, priorityOf, withClass } from './pressure-pods';
import type { ScenarioContext } from './scenario';

interface Verdict {
  namespace: string;
  pod: string;
  container: string;
  oomScoreAdj: number;
}

/**
 * In which order the kernel would kill on each blade, by kubelet's own score for the pods as they are placed at this
 * moment. What must hold: what is node-critical dies last. Among the rest the score follows requests and not tiers.
 */
export async function killOrder(context: ScenarioContext): Promise<{ failures: string[]; summary: string }> {
  const { rackBench, recorder, timeline } = context;
  const programs = await buildComponents(['oom-score-judge'], timeline.add);
  const failures: string[] = [];
  const firstToDie = new Map<string, number>();
  let containers = 0;
  for (const { name, memoryBytes } of rackBench.underTest.machines) {
    const pods = [...recorder.pods.objects.values()].filter((pod) => livesOn(pod, name));
    const order = await judge(programs['oom-score-judge'], { memoryBytes, pods });
    containers += order.length;
    const podOf = ({ namespace, pod }: Verdict) => recorder.pods.objects.get(`${namespace}/${pod}`)!;
    const isCritical = (verdict: Verdict) => priorityOf(podOf(verdict)) >= criticalPriority;
    const lastOther = order.filter((verdict) => !isCritical(verdict)).at(-1);
    for (const verdict of order.filter(isCritical))
      if (lastOther !== undefined && verdict.oomScoreAdj > lastOther.oomScoreAdj)
        failures.push(
          `${withClass(podOf(verdict))} is killed on ${name} before ${withClass(podOf(lastOther))}: oom_score_adj ${verdict.oomScoreAdj} against ${lastOther.oomScoreAdj}`,
        );
    const [first] = order;
    if (first === undefined) continue;
    const tier = tierOf(podOf(first));
    firstToDie.set(tier, (firstToDie.get(tier) ?? 0) + 1);
    timeline.add(
      `the kernel's order on ${name}: ${order.slice(0, 3).map(inWords).join(', ')} … ${inWords(order.at(-1)!)}`,
    );
  }
  const counts = [...firstToDie].map(([tier, blades]) => `${tier} on ${blades}`).join(', ');
  return {
    failures,
    summary: `by kubelet's score of ${containers} containers node-critical is killed last, first ${counts} blades`,
  };
}

function inWords({ namespace, pod, container, oomScoreAdj }: Verdict): string {
  return `${namespace}/${pod}/${container} ${oomScoreAdj}`;
}

function tierOf({ spec }: Pod): string {
  const found = (Object.keys(tiers) as Tier[]).find((tier) => tiers[tier].priorityClass === spec.priorityClassName);
  return found ?? 'a pod without a tier';
}

function judge(program: string, question: { memoryBytes: number; pods: Pod[] }): Promise<Verdict[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, { stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`oom-score-judge: ${stderr.trim()}`));
      resolve(
        stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Verdict),
      );
    });
    child.stdin.end(JSON.stringify(question));
  });
}
