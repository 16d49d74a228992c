import { Informer, keyOf } from './informer';
import type { KubeClient } from './client';
import type { KubeObject } from './object';

/**
 * Calls `reconcile` for each object of a kind, at every change and again after a second when it failed or asked for
 * it by returning 'again'; never twice at a time for one object.
 */
export async function reconcileAll<T extends KubeObject>(
  client: KubeClient,
  { apiVersion, kind }: { apiVersion: string; kind: string },
  reconcile: (object: T) => Promise<void | 'again'>,
  { onDeleted, onError }: { onDeleted?: (object: T) => Promise<void>; onError: (error: Error, key: string) => void },
): Promise<Informer<T>> {
  const busy = new Set<string>();
  const dirty = new Set<string>();
  const informer = new Informer<T>(client, apiVersion, kind);
  const run = async (key: string): Promise<void> => {
    if (busy.has(key)) return void dirty.add(key);
    busy.add(key);
    const object = informer.objects.get(key);
    const result =
      object === undefined
        ? undefined
        : await reconcile(object).catch((error: Error) => {
            onError(error, `${kind} ${key}`);
            return 'again' as const;
          });
    busy.delete(key);
    if (dirty.delete(key)) return run(key);
    if (result === 'again') setTimeout(() => !informer.isStopped && void run(key), 1000).unref();
  };
  informer.onChange(({ type, object }) => {
    if (type !== 'DELETED') void run(keyOf(object));
    else void onDeleted?.(object).catch((error: Error) => onError(error, `${kind} ${keyOf(object)}`));
  });
  return informer.start();
}
