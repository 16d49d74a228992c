/**
 * What a rack can be without, the smallest loss first, and what people miss then. What keeps data, watches or tells people
 * is not in the list: a rack that carries its programs by being blind is not one that fits.
 */
export const comforts: readonly (readonly [app: string, lost: string])[] = [
  ['tempo', 'no traces'],
  ['otel-collector', 'no traces'],
  ['ingest', 'programs find no documents by themselves'],
  ['reranker', 'passages are found by likeness alone'],
  ['chat-large', 'no second, larger model'],
  ['log-collector', 'no logs in Grafana'],
  ['logs', 'no logs in Grafana'],
  ['unpoller', 'no measurements of the switch'],
  ['vector-maintenance', 'indexes of vectors are not rebuilt at night'],
];

/** What the rack is for: offered last, those that others need behind those that need them. */
export const purposes: readonly (readonly [app: string, lost: string])[] = [
  ['grafana', 'no dashboards'],
  ['open-webui', 'no chat and no documents for people'],
  ['litellm', 'no keys and budgets before the models'],
  ['embeddings', 'no model that finds passages'],
  ['chat', 'no model that answers'],
  ['model-cache', 'models come from their publishers'],
  ['redis', 'no cache'],
  ['restore-drill', 'backups are not tested'],
  ['document-backups', 'no copies of documents'],
  ['minio', 'no object store'],
  ['postgres', 'no databases'],
];
