/** The kinds of loss, by rule. Rows of the tables name one; `review/immutable` and its neighbours are of their own. */
export const lossRules = {
  'review/removes': {
    why: 'What leaves git is deleted by Flux, or stays in the cluster where nothing applies, watches or backs it up.',
    fixHint: 'keep the object, or say with an acknowledgement where its data is now',
  },
  'review/reclaim': {
    why: 'Deletion that was held back is not held back any more: the next slip takes the data with it.',
    fixHint: 'keep the policy that retains',
  },
  'review/volumes': {
    why: 'A program that looks for its data on another volume finds an empty one and begins anew.',
    fixHint: 'keep the volume, or move the data first: npx rackwright runbook volumes',
  },
  'review/unreachable': {
    why: 'The data is still there but unreachable: a name or a selector that clients rely on has changed.',
    fixHint: 'keep the name and the selector',
  },
  'review/quorum': {
    why: 'With fewer members than a majority of those that hold the data, writes stop or the last copy hangs on one blade.',
    fixHint: 'take away one member at a time and keep the quorum',
  },
  'review/blades': {
    why: 'A node-local volume is bound to the name of its blade. Under another name the blade is a new node, without it.',
    fixHint:
      'keep the names, or let `npx rackwright plan retire-blade <blade>` print the order in which data moves off first: npx rackwright runbook replace-a-blade; where no cluster runs this yet, acknowledge all digests in one call',
  },
  'review/network': {
    why: 'A running cluster never takes up another network of pods or Services: nodes and Services keep what they were given, and routes and policies follow the new one.',
    fixHint: 'keep it; another network takes a new cluster: npx rackwright runbook rebuild-from-nothing',
  },
  'review/versions': {
    why: 'Data written by one version is not always readable by an older one, or by another major version.',
    fixHint: 'upgrade along the documented path: npx rackwright runbook postgres; go back only with a restore',
  },
  'review/operators': {
    why: 'Without its operator or its definition, nothing runs, repairs or backs up the objects that depend on it.',
    fixHint: 'keep the operator and its definitions as long as there are objects of its kinds',
  },
  'review/backups': {
    why: 'Backups that are fewer, older, elsewhere or in the clear are noticed on the day they are needed.',
    fixHint: 'keep what restores depend on, or acknowledge what will be gone',
  },
  'review/databases': {
    why: 'A database or bucket that is no longer declared, or may be dropped, takes with it what people put there.',
    fixHint: 'keep it declared and retained',
  },
  'review/keys': {
    why: 'What was encrypted with a key can be read with that key only.',
    fixHint: 'keep the old key until everything is encrypted anew: docs/secrets.md',
  },
  'review/flux': {
    why: 'A cluster that reads another place, or prunes more than before, deletes what that place does not have.',
    fixHint: 'rackwright plan rename-rack prints the steps',
  },
  'review/persistence': {
    why: 'A program that no longer writes to its volume, or keeps less there, loses what people think it keeps.',
    fixHint: 'keep the setting',
  },
  'review/app-leaves': {
    why: 'Flux deletes the objects of an app that leaves the rack; its volumes and databases stay behind without an app.',
    fixHint: 'name the app in the rack file again, or acknowledge what it held',
  },
  'review/halved': {
    why: 'A tree that loses half of its objects at once is an accident more often than a plan.',
    fixHint: 'look whether dist/ was rendered from the right rack file',
  },
} as const satisfies Record<string, { why: string; fixHint: string }>;

export type LossRule = keyof typeof lossRules;
