import type { Planner } from './plan';

const entry = 'postgresql';

const data = 'kubectl --namespace data';

export const postgresMajor: Planner = {
  takes: '<tag>',
  summary: 'go to the next major version of PostgreSQL, `19.1-202611010000-minimal-trixie`',
  plan(tag, { images, rack }) {
    const image = images[entry];
    if (!image) return 'images.lock.yaml has no postgresql';
    const [from, to] = [image.tag, tag].map((each) => Number.parseInt(each, 10)) as [number, number];
    if (Number.isNaN(to)) return `${tag} begins with no version`;
    if (to === from)
      return `${image.tag} and ${tag} are of one major version: change the tag and commit, the gate lets it through`;
    if (to < from) return `${tag} is older than ${image.tag}: no PostgreSQL reads the files of a newer one`;
    return {
      title: `PostgreSQL ${from} to ${to}`,
      commits: [
        {
          title: `PostgreSQL ${to}`,
          edit: `images.lock.yaml: tag: ${tag} of ${entry}, with its digest; pgvector of PostgreSQL ${to} beside it`,
          change: (state) => ({ ...state, images: { ...state.images, [entry]: { ...image, tag } } }),
          expects: [{ rule: 'review/versions', object: 'data/Cluster/' }],
          before: [
            ...(rack.backups.offsite ? backedUp(to, 'restore-drill' in rack.apps) : copiedByHand),
            'people know: the cluster is away while pg_upgrade runs (CloudNativePG does it in place, the primary first)',
          ],
          after: [
            `${data} wait --for condition=Ready --timeout 1h cluster.postgresql.cnpg.io/postgres`,
            `${data} exec --stdin --tty postgres-1 --container postgres -- vacuumdb --all --analyze-in-stages`,
            ...(rack.backups.offsite
              ? [`a base backup at once: those from before restore into PostgreSQL ${from} only`]
              : [`keep before.sql until its data is not needed`]),
          ],
        },
      ],
    };
  },
};

function backedUp(to: number, isDrilled: boolean): string[] {
  return [
    `a restore that worked, of this week: npx rackwright runbook ${isDrilled ? 'restore-drill' : 'restore-postgres'}`,
    `${data} create --filename - <<< '{"apiVersion":"postgresql.cnpg.io/v1","kind":"Backup","metadata":{"name":"before-${to}"},"spec":{"cluster":{"name":"postgres"},"method":"plugin","pluginConfiguration":{"name":"barman-cloud.cloudnative-pg.io"}}}'`,
    `${data} wait --for jsonpath='{.status.phase}'=completed --timeout 2h backup.postgresql.cnpg.io/before-${to}`,
  ];
}

/** The rack states no backups.offsite, so there is nothing to go back to but what is copied now. */
const copiedByHand = [
  'this rack has no backup of its databases (backups.offsite is not stated): name a bucket first, or copy them by hand, off the rack:',
  `${data} exec postgres-1 --container postgres -- pg_dumpall > before.sql   # any instance that is ready`,
  'tail -n 3 before.sql   # PostgreSQL database cluster dump complete',
];
