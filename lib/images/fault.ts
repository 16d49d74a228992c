/** What can be wrong with an image or a chart at its registry. The ids are stable: scripts parse them, docs/images.md explains. */
export const faultRules = {
  absent: 'registry/absent',
  unreachable: 'registry/unreachable',
  broken: 'registry/broken',
  notMirrored: 'registry/not-mirrored',
  notLocked: 'registry/not-locked',
  tagMoved: 'registry/tag-moved',
  platformMissing: 'registry/platform-missing',
  configLies: 'registry/config-lies',
  otherMachine: 'registry/other-machine',
  noProgram: 'registry/no-program',
  laterCore: 'registry/later-core',
  doesNotStart: 'registry/does-not-start',
  unsigned: 'registry/unsigned',
  signatureWrong: 'registry/signature-wrong',
} as const;

export interface Fault {
  rule: (typeof faultRules)[keyof typeof faultRules];
  level: 'error' | 'warning';
  message: string;
  fix: string;
}
