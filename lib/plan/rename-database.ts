import { mayGoMark } from '../facts/marks';
import { recordOf } from '../manifest/field-path';
import type { Planner, RackState } from './plan';

export const renameDatabase: Planner = {
  takes: '<new-name>',
  summary: 'give the PostgreSQL cluster another name: a new one is filled from the backups of the old one',
  plan(name, { rack }) {
    const block = rack.apps['postgres'];
    if (block === undefined) return 'the rack has no postgres';
    const old = String(recordOf(block)['name']);
    if (name === old) return `the cluster is called ${name} already`;
    if (!rack.backups.offsite) return 'a new cluster is filled from backups, and the rack states no backups.offsite';
    const data = 'kubectl --namespace data';
    return {
      title: `rename the cluster ${old} to ${name}`,
      commits: [
        {
          title: `${name} is filled from the backups of ${old}`,
          edit: `apps:\n  postgres: { name: ${name}, restore: { from: ${old} } }   # beside what stands there`,
          change: (state) => withPostgres(state, { name, restore: { from: old } }),
          // Programs are pointed at the new cluster by the same commit; the old one and its objects stay where they are.
          expects: readers.map((object) => ({ rule: 'review/persistence', object, isOptional: true })),
          before: [
            `${data} get cluster.postgresql.cnpg.io/${old}   # healthy, and its log archived`,
            'stop what writes: npx rackwright runbook restore-postgres#2-stop-writes',
          ],
          after: [
            `${data} wait --for condition=Ready --timeout 30m cluster.postgresql.cnpg.io/${name}`,
            'look at the data, then let the apps in: npx rackwright runbook restore-postgres#5-let-the-apps-in',
          ],
        },
        {
          title: `${name} stands for itself`,
          edit: `take restore: out of apps.postgres; name: ${name} stays for good`,
          change: (state) => withPostgres(state, { restore: undefined }),
          expects: [],
          before: [`days later, when ${old} is not needed`],
          after: [
            `${data} label cluster.postgresql.cnpg.io/${old} ${mayGoMark.key}=true`,
            `${data} delete cluster.postgresql.cnpg.io/${old}   # its volumes are Released and stay`,
          ],
        },
      ],
    };
  },
};

/** Where the host of the database stands. */
const readers = ['ml/Deployment/litellm', 'ml/StatefulSet/open-webui', 'monitoring/ConfigMap/grafana'];

function withPostgres({ rack, ...state }: RackState, fields: object): RackState {
  const block = Object.entries({ ...recordOf(rack.apps['postgres']), ...fields }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...state, rack: { ...rack, apps: { ...rack.apps, postgres: Object.fromEntries(block) } } };
}
