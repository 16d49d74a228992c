import type { Refusal } from '../review/acknowledgement';
import type { TreeTexts } from '../review/changes';
import { reviewTrees } from '../review/review';
import type { Commit, Plan, RackState } from './plan';

/** One commit, tried out: nothing is written. */
export interface Step {
  commit: Commit;
  rack: string;
  /** Refusals that the plan acknowledges, by digest. */
  acknowledge: ReadonlyMap<string, Refusal>;
  /** What the gate refuses besides: the plan does not fit this rack. */
  unforeseen: string[];
  /** What the plan expected and the gate does not say: an acknowledgement without a cause. */
  needless: string[];
}

/** Renders each state of a plan and puts it through the gate, commit after commit. */
export function walk(plan: Plan, start: RackState, render: (state: RackState) => TreeTexts): Step[] {
  let [state, before] = [start, render(start)];
  return plan.commits.map((commit) => {
    const next = commit.change(state);
    const after = render(next);
    const { refusals } = reviewTrees({ rack: next.rack.name, before, after });
    const isExpected = ({ rule, object }: Refusal) =>
      commit.expects.some((each) => each.rule === rule && object.startsWith(each.object));
    const acknowledge = new Map([...refusals].filter(([, refusal]) => isExpected(refusal)));
    const all = [...refusals.values()];
    const step: Step = {
      commit,
      rack: next.rack.name,
      acknowledge,
      unforeseen: all.filter((refusal) => !isExpected(refusal)).map(({ rule, object }) => `${rule} ${object}`),
      needless: commit.expects
        .filter(
          (each) =>
            each.isOptional !== true &&
            !all.some(({ rule, object }) => rule === each.rule && object.startsWith(each.object)),
        )
        .map(({ rule, object }) => `${rule} ${object}`),
    };
    [state, before] = [next, after];
    return step;
  });
}
