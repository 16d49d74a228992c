import type { RackView } from './rack-view';

/** A question of which every rule of a run wants the same answer: a view never changes, so it is worked out once and goes with the view. */
export function oncePerView<T>(answerOf: (view: RackView) => T): (view: RackView) => T {
  const answers = new WeakMap<RackView, { answer: T }>();
  return (view) => {
    const known = answers.get(view) ?? { answer: answerOf(view) };
    answers.set(view, known);
    return known.answer;
  };
}
