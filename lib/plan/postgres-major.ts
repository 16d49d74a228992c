import type { Planner } from './plan';

const entry = 'postgresql';

export const postgresMajor: Planner = {
  takes: '<tag>',
  summary: 'go to the next major version of PostgreSQL, `19.1-202611010000-minimal-trixie`',
  plan(tag, { images }) {
    const image = images[entry];
    if (!image) return 'images.lock.yaml has no postgresql';
    const [from, to] = [image.tag, tag].map((each) => Number.parseInt(each, 10)) as [number, number];
    if (Number.isNaN(to)) return `${tag} begins with no version`;
    if (to === from)
      return `${image.tag} and ${tag} are of one major version: change the tag and commit, the gate lets it through`;
    if (to < from) return `${tag} is older than ${image.tag}: no PostgreSQL reads the files of a newer one`;
    const data = 'kubectl --namespace data';
    return {
      title: `PostgreSQL ${from} to ${to}`,
      commits: [
        {
          title: `PostgreSQL ${to}`,
          edit: `images.lock.yaml: tag: ${tag} of ${entry}, with its digest; pgvector of PostgreSQL ${to} beside it`,
          change: (state) => ({ ...state, images: { ...state.images, [entry]: { ...image, tag } } }),
          expects: [{ rule: 'review/versions', object: 'data/Cluster/' }],
          before: [
            `a restore that worked, of this week: rackwright runbook restore-drill`,
            `${data} create --filename - <<< '{"apiVersion":"postgresql.cnpg.io/v1","kind":"Backup","metadata":{"name":"before-${to}"},"spec":{"cluster":{"name":"postgres"},"method":"plugin","pluginConfiguration":{"name":"barman-cloud.cloudnative-pg.io"}}}'`,
            `${data} wait --for jsonpath='{.status.phase}'=completed --timeout 2h backup.postgresql.cnpg.io/before-${to}`,
            'people know: the cluster is away while pg_upgrade runs (CloudNativePG does it in place, the primary first)',
          ],
          after: [
            `${data} wait --for condition=Ready --timeout 1h cluster.postgresql.cnpg.io/postgres`,
            `${data} exec --stdin --tty postgres-1 --container postgres -- vacuumdb --all --analyze-in-stages`,
            `a base backup at once: those from before restore into PostgreSQL ${from} only`,
          ],
        },
      ],
    };
  },
};
