import type { ClientRequest } from 'node:http';
import { request } from 'node:https';
import type { KubeClient } from './client';
import type { KubeObject } from './object';

export type Change<T> = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T; before?: T };

/** `namespace/name`, or the name of what has no namespace. */
export function keyOf({ metadata }: KubeObject): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

/**
 * A local copy of all objects of one kind, kept by list and watch, with a callback for each change. Survives
 * restarts of the API server: it lists again and reports what went missing meanwhile.
 */
export class Informer<T extends KubeObject> {
  readonly objects = new Map<string, T>();
  private readonly listeners: ((change: Change<T>) => void)[] = [];
  private current?: ClientRequest;
  private stopped = false;

  constructor(
    private readonly client: KubeClient,
    readonly apiVersion: string,
    readonly kind: string,
  ) {}

  onChange(listener: (change: Change<T>) => void): this {
    this.listeners.push(listener);
    return this;
  }

  /** Resolves after the first full list; the watch goes on until `stop`. */
  async start(): Promise<this> {
    const resourceVersion = await this.relist();
    void this.run(resourceVersion);
    return this;
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  stop(): void {
    this.stopped = true;
    this.current?.destroy();
  }

  private async run(firstVersion: string): Promise<void> {
    let version: string | undefined = firstVersion;
    while (!this.stopped) {
      try {
        version ??= await this.relist();
        version = await this.watch(version);
      } catch {
        version = undefined; // the watch broke or its version is too old: list again
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  private async relist(): Promise<string> {
    const path = await this.client.path(this.apiVersion, this.kind);
    const { body } = await this.client.expect('GET', path);
    const list = body as { metadata: { resourceVersion: string }; items: T[] };
    const seen = new Set<string>();
    for (const item of list.items) {
      const object = { ...item, apiVersion: this.apiVersion, kind: this.kind };
      seen.add(keyOf(object));
      this.put(object);
    }
    for (const [key, object] of this.objects) if (!seen.has(key)) this.drop(object);
    return list.metadata.resourceVersion;
  }

  private put(object: T): void {
    const before = this.objects.get(keyOf(object));
    if (before?.metadata.resourceVersion === object.metadata.resourceVersion) return;
    this.objects.set(keyOf(object), object);
    this.tell({ type: before === undefined ? 'ADDED' : 'MODIFIED', object, ...(before && { before }) });
  }

  private drop(object: T): void {
    this.objects.delete(keyOf(object));
    this.tell({ type: 'DELETED', object });
  }

  private tell(change: Change<T>): void {
    for (const listener of this.listeners) listener(change);
  }

  /** Resolves with the last version seen when the server ends the watch in good order. */
  private async watch(from: string): Promise<string> {
    const collection = await this.client.path(this.apiVersion, this.kind);
    const path = `${collection}?watch=1&allowWatchBookmarks=true&resourceVersion=${from}`;
    return new Promise((resolve, reject) => {
      let version = from;
      let rest = '';
      const options = { ...this.client.options('GET', path, { accept: 'application/json' }), agent: false as const };
      this.current = request(options, (response) => {
        if (response.statusCode !== 200) return reject(new Error(`watch answered ${response.statusCode}`));
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) {
            const { type, object } = JSON.parse(line) as { type: string; object: T };
            if (type === 'ERROR') return reject(new Error('the watch is too old'));
            version = object.metadata.resourceVersion ?? version;
            if (type === 'ADDED' || type === 'MODIFIED') this.put(object);
            if (type === 'DELETED') this.drop(object);
          }
        });
        response.on('end', () => resolve(version));
        response.on('error', reject);
      });
      this.current.on('error', reject);
      this.current.end();
    });
  }
}
