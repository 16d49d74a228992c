import type { Rule } from './rule';
import { type Setting, wrongIn } from './settings';

const leastProgressSeconds = 120;

const settings: readonly Setting[] = [
  {
    path: 'spec.updateStrategy.type',
    isWrong: (value) => value === 'OnDelete',
    says: () => 'replaces no pod until somebody deletes it: a commit changes nothing that runs',
  },
  {
    path: 'spec.updateStrategy.rollingUpdate.partition',
    isWrong: (value) => Number(value ?? 0) > 0,
    says: (value) => `leaves pods below ${String(value)} on the old template for ever`,
  },
  {
    path: 'spec.progressDeadlineSeconds',
    isWrong: (value) => typeof value === 'number' && value < leastProgressSeconds,
    says: (value) => `gives a roll-out up after ${String(value)} s, sooner than an image is pulled`,
  },
];

export const rollsOut: Rule = {
  id: 'availability/rolls',
  level: 'error',
  why: 'Git says one version and pods run another: an upgrade, or a new password, never arrives.',
  fixHint: 'remove the field',
  exceptable: true,
  check: (view) => view.workloads.flatMap(({ id, object: { manifest } }) => wrongIn({ id, manifest }, settings, view)),
};

export const rollOutRules: readonly Rule[] = [rollsOut];
