import { recordOf, textOf } from '../../manifest/field-path';
import { suggestion } from '../nearest';
import { rolesOf } from '../promises';
import type { RackObject, RackView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { addressesIn } from './addresses';
import { toldTexts } from './told-texts';

/** `postgresql://litellm:…@postgres-rw.data.svc.cluster.local:5432/litellm?x` */
const connectionString =
  /\bpostgres(?:ql)?:\/\/(?<user>[^:@/\s]+)(?::[^@/\s]*)?@(?<host>[^/\s?]+)\/(?<database>[A-Za-z0-9_-]+)/g;

/** Grafana's way: `host = …`, `name = …`, `user = …` below `type = postgres`. */
const iniBlock =
  /^type = postgres\n(?:.*\n)*?host = (?<host>\S+)\n(?:.*\n)*?name = (?<database>\S+)\n(?:.*\n)*?user = (?<user>\S+)$/gm;

export const databaseExists: Rule = {
  id: 'told/database',
  level: 'error',
  why: 'PostgreSQL refuses a login to a missing database, as a missing role, or one that its host rules (pg_hba) reject.',
  fixHint: 'declare the database and its owner where PostgreSQL is configured',
  exceptable: true,
  check: (view) =>
    [...toldTexts(view).values()].flat().flatMap(({ object, path, text }) =>
      logins(text).flatMap(([user, host, database]): RuleHit[] => {
        const cluster = clusterBehind(host, view);
        if (!cluster) return [];
        const databases = databasesOf(cluster, view);
        const roles = rolesOf(cluster);
        const faults: RuleHit[] = [];
        if (!databases.includes(database)) {
          const message = `names database ${database}, which is not declared in ${cluster.id}`;
          faults.push({ object, path, message, fix: suggestion(database, databases) });
        }
        if (!roles.includes(user) && !user.startsWith('$')) {
          const message = `logs in as ${user}, which is no role of ${cluster.id}`;
          faults.push({ object, path, message, fix: suggestion(user, roles) });
        }
        if (faults.length === 0 && isRejected(cluster, user, database)) {
          const message = `logs in to ${database} as ${user}, which spec.postgresql.pg_hba of ${cluster.id} rejects`;
          faults.push({ object, path, message });
        }
        return faults;
      }),
    ),
};

type Login = [user: string, host: string, database: string];

function logins(text: string): Login[] {
  if (!text.includes('postgres')) return [];
  return [...text.matchAll(connectionString), ...text.matchAll(iniBlock)].map(({ groups = {} }): Login => {
    const { user = '', host = '', database = '' } = groups;
    return [user, host, database];
  });
}

function clusterBehind(host: string, view: RackView) {
  const [address] = addressesIn(host);
  if (!address) return undefined;
  const service = view.find('Service', address.namespace, address.service);
  const name = service?.selector?.['cnpg.io/cluster'];
  return name === undefined ? undefined : view.find('Cluster', address.namespace, name)?.object;
}

/** The first rule that fits decides; CloudNativePG ends with one that lets in everybody who knows the password. */
function isRejected({ spec }: RackObject, user: string, database: string): boolean {
  const { pg_hba: rules } = recordOf(spec.postgresql);
  if (!Array.isArray(rules) || user.startsWith('$')) return false;
  // Groups, patterns and words such as sameuser are taken to fit.
  const fits = (names: string | undefined, name: string) =>
    names === undefined ||
    names.split(',').some((each) => each === 'all' || each === name || /^(?:[+/@"]|same)/.test(each));
  const first = rules
    .map((rule) => String(rule).trim().split(/\s+/))
    .find(([type = '', databases, users]) => type.startsWith('host') && fits(databases, database) && fits(users, user));
  return first?.[4] === 'reject';
}

function databasesOf({ name, namespace }: { name: string; namespace?: string }, view: RackView): string[] {
  const declared = view
    .ofKind('Database')
    .filter((each) => each.namespace === namespace && (each.spec.cluster as { name?: string })?.name === name)
    .flatMap(({ spec }) => textOf(spec.name) ?? []);
  return [...declared, 'postgres', 'app'];
}
