import type { Rule, RuleHit } from '../rule';
import { type Link, startOrder } from './start-order';

export const comesUp: Rule = {
  id: 'start/loop',
  level: 'error',
  why: 'Pods that wait for one another never start: at the first bootstrap, or on the night when power comes back.',
  fixHint: 'let one of them start without the other: a copy outside the rack, failurePolicy Ignore, no dependsOn',
  exceptable: true,
  check: (view) => {
    const dark = startOrder(view, 'dark').loops;
    // Flux' order only adds what must wait, so that a loop without it is one with it, too.
    const [loops, when] =
      dark.length > 0 ? [dark, 'when power comes back'] : [startOrder(view, 'nothing').loops, 'at the first start'];
    return loops.flatMap((loop): RuleHit[] => {
      const own = loop.find(({ need }) => need && view.objects.some(({ id }) => id === need.object))?.need;
      if (!own) return [];
      return [{ object: own.object, path: own.path, message: `never starts ${when}: ${described(loop)}` }];
    });
  },
};

function described(loop: readonly Link[]): string {
  return loop.flatMap(({ id, need }) => (need ? [`${id} waits for ${need.on} (${need.why})`] : [])).join(', ');
}

export const startRules: readonly Rule[] = [comesUp];
