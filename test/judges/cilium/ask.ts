import { spawnSync } from 'node:child_process';
import type { PodGroup } from '../../../lib/checks/rack-view';
import type { Manifest } from '../../../lib/manifest/manifest';

/** A connection; an end is a group of pods by id, or `reserved:world` and the like. */
export interface Flow {
  from: string;
  to: string;
  port: number;
  protocol: string;
}

export type Answer = Flow & { allowed: boolean; requests: string[] | null };

export interface World {
  groups: readonly PodGroup[];
  namespaces: readonly Manifest[];
}

/** What Cilium's own policy engine says of each flow. @throws when it cannot read a policy */
export function askCilium(
  program: string,
  { groups, namespaces }: World,
  policies: readonly Manifest[],
  flows: readonly Flow[],
): Answer[] {
  const input = {
    namespaces: Object.fromEntries(namespaces.map(({ metadata: { name, labels } }) => [name, labels ?? {}])),
    pods: groups.map(({ id, namespace, labels }) => ({ id, namespace, labels })),
    policies,
    flows,
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
