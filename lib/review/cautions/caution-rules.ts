/** What a reviewer should look at twice, and what nobody has to acknowledge: by rule. */
export const cautionRules = {
  'review/access': {
    why: 'More may be reached or done than before: a policy is gone, a program has rights in the whole cluster or on its blade.',
    fixHint: 'look whether it is meant; narrow what can be narrower',
  },
  'review/at-rest': {
    why: 'What is scaled to nothing or suspended does not run; what goes on applies all that was changed meanwhile, at once.',
    fixHint: 'look at everything that changed since it was suspended',
  },
  'review/major': {
    why: 'A new major version may read other settings or another format. Upstream says what has to be done first.',
    fixHint: 'read the upgrade notes between the two versions',
  },
  'review/broad': {
    why: 'A change of very many objects is seldom read line by line.',
    fixHint: 'split it, or read it app by app: npx rackwright review --details',
  },
} as const satisfies Record<string, { why: string; fixHint: string }>;

export type CautionRule = keyof typeof cautionRules;
