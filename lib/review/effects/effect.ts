/** What a change does to the running cluster. In the order in which people want to read it: the worst first. */
export const effectNames = [
  'refused',
  'recreated',
  'deleted',
  'left behind',
  'suspended',
  'taken over',
  'restarts',
  'rotated',
  'upgraded',
  'reboots',
  'apply-config',
  'not applied',
  'created',
  'changed in place',
] as const;

export type Effect = (typeof effectNames)[number];

/** What happens to one object, machine or setting of the rack, and why. */
export interface EffectLine {
  effect: Effect;
  /** `objectId`; a file below `talos/`; a field of the rack. */
  object: string;
  /** Folder below `apps/`; '' for what belongs to no app. */
  app: string;
  /** `1 of 4 at a time: its image`; '' where there is nothing more to say. */
  detail: string;
  /** Place in the rack file that steers it, `apps.redis`. @default - none is known */
  specPath?: string;
  /** Line of the rack file. @default - none is known */
  at?: { file: string; line: number };
}

/** What an effect function knows of an object; the place is added to all of them at the end. */
export type Outcome = readonly [effect: Effect, detail: string];
