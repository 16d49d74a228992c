import { spawnSync } from 'node:child_process';
import type { PodGroup } from '../../../lib/checks/rack-view';
import type { Manifest } from '../../../lib/manifest/manifest';

/** A connection; an end is a group of pods by id, `reserved:world` and the like, or, to go to, an address by id. */
export interface Flow {
  from: string;
  to: string;
  port: number;
  protocol: string;
}

/** `leaves`: the policies of its client let it out, whatever those of the server say. */
export type Answer = Flow & { allowed: boolean; leaves: boolean; requests: string[] | null };

/** An address of the world, and the names that DNS answered with it before anybody connects. */
export interface Address {
  id: string;
  address: string;
  names: readonly string[];
}

export interface World {
  groups: readonly PodGroup[];
  namespaces: readonly Manifest[];
  addresses?: readonly Address[];
  /** Families that the cluster has. @default - both */
  families?: readonly ('ipv4' | 'ipv6')[];
}

/** What Cilium's own policy engine says of each flow. @throws when it cannot read a policy */
export function askCilium(
  program: string,
  { groups, namespaces, addresses = [], families = [] }: World,
  policies: readonly Manifest[],
  flows: readonly Flow[],
): Answer[] {
  const input = {
    namespaces: Object.fromEntries(namespaces.map(({ metadata: { name, labels } }) => [name, labels ?? {}])),
    pods: groups.map(({ id, namespace, labels }) => ({ id, namespace, labels })),
    policies,
    flows,
    addresses,
    families,
  };
  const { status, stdout, stderr } = spawnSync(program, {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`the judge stopped: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}
