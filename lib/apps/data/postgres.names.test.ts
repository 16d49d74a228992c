import { composeSample } from '../../testing/sample-rack';
import { clusterName, databaseName, ofApps } from './postgres.names';

describe('the name of a cluster', () => {
  test.each(['postgres', 'postgres-2', 'p', 'p'.repeat(50)])('may be %s', (name) => {
    expect(clusterName.parse(name)).toBe(name);
  });

  test.each(['1db', 'p'.repeat(51), 'postgres-', 'Postgres', 'post_gres', ''])(
    'is not %p, which the operator refuses',
    (name) => {
      expect(clusterName.safeParse(name).success).toBe(false);
    },
  );
});

describe('the name of a database', () => {
  test.each(['wiki', 'my_wiki', 'w2', 'w'.repeat(40)])('may be %s', (name) => {
    expect(databaseName.parse(name)).toBe(name);
  });

  test.each([
    ['postgres', 'belongs to PostgreSQL or its operator'],
    ['streaming_replica', 'belongs to PostgreSQL or its operator'],
    ['pg_wiki', 'belongs to PostgreSQL or its operator'],
    ['grafana', 'is the database of an app, which declares it itself'],
    ['My Wiki', 'is not a name of a database'],
    ['w'.repeat(41), 'is not a name of a database'],
    ['two__bars', 'is not a name of a database'],
  ])('is not %s, which %s', (name, why) => {
    expect(databaseName.safeParse(name).error?.issues[0]?.message).toContain(why);
  });

  test('is repaired where that can be guessed', () => {
    const suggestion = (name: string): unknown => {
      const issue = databaseName.safeParse(name).error?.issues[0];
      return issue?.code === 'custom' ? issue.params?.['suggestion'] : undefined;
    };
    expect(suggestion('My Wiki')).toBe('my_wiki');
    expect(suggestion('pg-wiki')).toBeUndefined();
  });

  test('is kept free for each app that declares one, and for none that does not', () => {
    const { rendered: objects } = composeSample();
    const declared = objects.flatMap(({ manifest }) =>
      manifest.kind === 'Cluster' ? (manifest['spec'] as { managed: { roles: { name: string }[] } }).managed.roles : [],
    );
    expect(
      declared
        .map(({ name }) => name)
        .filter((name) => name !== 'rag')
        .sort(),
    ).toEqual(ofApps);
  });
});
