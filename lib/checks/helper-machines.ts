import type { Rule, RuleHit } from './rule';

/** etcd holds what git does not, and nothing inside the rack can keep a copy of it that outlives the rack. */
export const etcdSnapshotsTaken: Rule = {
  id: 'backups/etcd-snapshots',
  level: 'warning',
  why: 'Only etcd knows which volume belongs to which claim. When most control-plane blades are lost, a snapshot is the only way back.',
  fixHint: 'name a helper that does etcd-snapshots, or accept this with the reason that something of yours takes them',
  exceptable: true,
  check: ({ rack }): RuleHit[] => {
    const helper = rack.helpers.find(({ does }) => does.includes('etcd-snapshots'));
    const object = `clusters/${rack.name}.yaml`;
    if (!helper) return [{ object, path: 'helpers', message: 'no machine beside the rack takes snapshots of etcd' }];
    if (rack.recipients.length > 0) return [];
    return [
      {
        object,
        path: 'recipients',
        message: `${helper.name} takes no snapshots of etcd without a recipient who can open them`,
        fix: 'run npx rackwright secrets init, which makes a key and states its recipient',
      },
    ];
  },
};

export const helperRules: readonly Rule[] = [etcdSnapshotsTaken];
