import { written } from '../../units/fields';

const cluster = /^[a-z]([-a-z0-9]{0,48}[a-z0-9])?$/;

/** The operator hangs suffixes on it for pods and services, which are DNS labels of 63 characters at most. */
export const clusterName = written({
  what: 'a name of a PostgreSQL cluster',
  how: 'at most 50 lower-case letters, digits and dashes, a letter first and no dash last, such as postgres-2',
  examples: ['postgres-2'],
  pattern: cluster,
  read: (text) => (cluster.test(text) ? text : undefined),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, ''),
});

const database = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
/** Roles and databases that PostgreSQL or CloudNativePG makes; a role of the same name comes with each database. */
const ofTheSystem = /^(postgres|template[01]|streaming_replica|pg_.*|cnpg_.*|public|none)$/;
/** What apps of the rack declare for themselves. */
export const ofApps: readonly string[] = ['grafana', 'litellm', 'maintenance', 'open_webui', 'rag_reader'];

const isFree = (text: string) => !ofTheSystem.test(text) && !ofApps.includes(text);

/** Needs no quotes in SQL, and makes a name for objects of Kubernetes that no other database makes. */
export const databaseName = written({
  what: 'a name of a database',
  how: 'at most 40 lower-case letters, digits and single underscores, a letter first, such as wiki or my_wiki',
  examples: ['wiki', 'my_wiki'],
  pattern: database,
  read: (text) => (text.length <= 40 && database.test(text) && isFree(text) ? text : undefined),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[^a-z]+|_+$/g, ''),
  why: (text) => {
    if (ofTheSystem.test(text)) return 'belongs to PostgreSQL or its operator';
    if (ofApps.includes(text)) return 'is the database of an app, which declares it itself';
    return undefined;
  },
});
