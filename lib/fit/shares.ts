import type { Ledger } from '../checks/ledger';

/** What the pods of one app ask for together, daemons on every blade included. */
export interface Share {
  /** App, or the pods themselves where no app makes them. */
  name: string;
  pods: number;
  cpuMillicores: number;
  memoryBytes: number;
}

/** Who asks how much, the most memory first. */
export function sharesOf({ rows }: Pick<Ledger, 'rows'>): Share[] {
  const shares = new Map<string, Share>();
  for (const { app, id, pod, count } of rows) {
    const name = app || id;
    const share = shares.get(name) ?? { name, pods: 0, cpuMillicores: 0, memoryBytes: 0 };
    shares.set(name, {
      name,
      pods: share.pods + count,
      cpuMillicores: share.cpuMillicores + pod.cpuMillicores * count,
      memoryBytes: share.memoryBytes + pod.memoryBytes * count,
    });
  }
  return [...shares.values()].sort((a, b) => b.memoryBytes - a.memoryBytes || (a.name < b.name ? -1 : 1));
}
