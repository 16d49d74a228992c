import type { Rule } from './rule';

/** A rack on one switch is a choice that its owner makes knowingly, with `accept:` in the rack file. */
export const oneSwitch: Rule = {
  id: 'power/one-switch',
  level: 'warning',
  why: 'One PoE switch feeds every blade and carries every packet: when it goes, all of them go, whatever is replicated.',
  fixHint: 'spread the blades over two switches, or accept it in the rack file: { rule: power/one-switch, reason: … }',
  exceptable: true,
  check: ({ rack }) => {
    const feeds = new Set(rack.blades.map(({ feed }) => feed?.switch));
    const [only] = feeds;
    if (rack.blades.length < 2 || feeds.size > 1 || only === undefined) return [];
    return [
      {
        object: `clusters/${rack.name}.yaml`,
        path: 'blades',
        message: `all ${rack.blades.length} blades hang on ${only}`,
      },
    ];
  },
};

export const powerRules: readonly Rule[] = [oneSwitch];
