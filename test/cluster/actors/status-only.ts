import type { KubeClient } from '../kube/client';
import type { KubeObject } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

/** Kinds whose controllers are absent and whose status alone others wait for. */
interface Row {
  group: string;
  version: string;
  kind: string;
  /** Types of the conditions that become True. */
  conditions: string[];
  /** Fields of the status beside conditions. */
  fields?: (object: KubeObject) => Record<string, unknown>;
}

const observed = ({ metadata }: KubeObject) => ({ observedGeneration: metadata.generation });

const rows: Row[] = [
  { group: 'source.toolkit.fluxcd.io', version: 'v1', kind: 'HelmRepository', conditions: ['Ready'], fields: observed },
  { group: 'source.toolkit.fluxcd.io', version: 'v1', kind: 'OCIRepository', conditions: ['Ready'], fields: observed },
  { group: 'fluxcd.controlplane.io', version: 'v1', kind: 'FluxInstance', conditions: ['Ready'] },
  { group: 'cert-manager.io', version: 'v1', kind: 'ClusterIssuer', conditions: ['Ready'] },
  { group: 'cert-manager.io', version: 'v1', kind: 'Issuer', conditions: ['Ready'] },
  { group: 'cert-manager.io', version: 'v1', kind: 'Certificate', conditions: ['Ready'] },
  { group: 'gateway.networking.k8s.io', version: 'v1', kind: 'GatewayClass', conditions: ['Accepted'] },
  { group: 'gateway.networking.k8s.io', version: 'v1', kind: 'Gateway', conditions: ['Accepted', 'Programmed'] },
  {
    group: 'postgresql.cnpg.io',
    version: 'v1',
    kind: 'Database',
    conditions: [],
    fields: (o) => ({ applied: true, ...observed(o) }),
  },
];

export const statusOnly: Actor[] = rows.map((row) => ({
  name: `status of ${row.kind}`,
  standsInFor: `the controller of ${row.kind} (${row.group})`,
  asserts: 'nothing; without it whatever waits for this kind would wait for ever',
  doesNotAssert: 'that the real controller would accept the object',
  waitsFor: { group: row.group, kind: row.kind },
  async start({ bench: { client }, onError }) {
    const kind = { apiVersion: `${row.group}/${row.version}`, kind: row.kind };
    return [await reconcileAll<Stated>(client, kind, (object) => write(client, row, object), { onError })];
  },
}));

interface Stated extends KubeObject {
  status?: { conditions?: { type: string; status: string; observedGeneration?: number }[]; applied?: boolean };
}

async function write(client: KubeClient, row: Row, object: Stated): Promise<void> {
  const { generation } = object.metadata;
  const current = object.status?.conditions ?? [];
  const done =
    row.conditions.length > 0
      ? row.conditions.every((type) =>
          current.some(
            (each) => each.type === type && each.status === 'True' && each.observedGeneration === generation,
          ),
        )
      : object.status?.applied === true;
  if (done) return;
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const conditions = row.conditions.map((type) => ({
    type,
    status: 'True',
    reason: 'StandIn',
    message: 'written by the bench',
    lastTransitionTime,
    observedGeneration: generation,
  }));
  const fields = row.fields?.(object) ?? {};
  await client.merge(object, { status: { ...fields, ...(conditions.length > 0 && { conditions }) } }, 'status');
}
