import { nearest } from '../did-you-mean';
import type { Fault } from '../problem';
import { listed } from '../../units/words';
import type { SpecRule } from './rule';

/** A model that a block names must be served by an app that is on: a key for any other opens nothing. */
export const namedModelsAreServed: SpecRule = ({ apps }) => {
  const on = apps.filter((app) => app.on && app.block !== undefined);
  // What a broken block would serve is not known.
  if (apps.some(({ app, on: isOn, block }) => isOn && block === undefined && app.models)) return [];
  const served = new Set(on.flatMap(({ app, block }) => app.models?.(block as never) ?? []).map(({ model }) => model));
  return on.flatMap(({ app, block }) =>
    (app.wantsModels?.(block as never) ?? [])
      .filter(({ model }) => !served.has(model))
      .map(({ path, model }): Fault => {
        const suggestion = nearest(model, [...served]);
        return {
          at: ['apps', app.name, ...path],
          title: `no app serves the model ${model}`,
          detail: `what is served: ${listed([...served].sort())}`,
          ...(suggestion !== undefined && { suggestion }),
        };
      }),
  );
};
