import { quorumMark } from '../facts/marks';
import { fieldOf, recordOf, recordsOf, textOf } from '../manifest/field-path';
import { selects, toSelector } from '../manifest/labels';
import { suggestion } from './nearest';
import { postgresClusters } from './postgres-clusters';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** Sets of ours that say how many members are enough to serve. */
function statedQuorums({ workloads }: RackView) {
  return workloads.flatMap((workload) => {
    const quorum = Number(quorumMark.in(workload.object.annotations) ?? Number.NaN);
    return Number.isNaN(quorum) ? [] : [{ ...workload, quorum }];
  });
}

export const quorumReachable: Rule = {
  id: 'availability/quorum',
  level: 'error',
  why: 'A set with fewer members than it needs never serves, and no health check of Flux ever passes.',
  fixHint: 'give it as many replicas as it needs, and more to bear a blade',
  exceptable: false,
  check: (view) =>
    statedQuorums(view)
      .filter(({ quorum, replicas }) => replicas < quorum)
      .map(({ id, quorum, replicas }) => ({
        object: id,
        path: 'spec.replicas',
        message: `has ${replicas} replicas, and ${quorum} must be ready (${quorumMark.key})`,
      })),
};

export const budgetKeepsQuorum: Rule = {
  id: 'availability/budget-quorum',
  level: 'error',
  why: 'A budget that lets more members go than the set can do without turns a drain into an outage.',
  fixHint: 'set maxUnavailable: 1',
  exceptable: true,
  check: (view) =>
    view.ofKind('PodDisruptionBudget').flatMap((budget) =>
      statedQuorums(view)
        .filter(
          ({ namespace, podLabels }) =>
            namespace === budget.namespace && selects(toSelector(budget.spec.selector), podLabels),
        )
        .flatMap(({ id, quorum, replicas }): RuleHit[] => {
          const { maxUnavailable, minAvailable } = budget.spec;
          const field = maxUnavailable !== undefined ? 'maxUnavailable' : 'minAvailable';
          const gone =
            maxUnavailable !== undefined
              ? countOf(maxUnavailable, replicas)
              : replicas - countOf(minAvailable, replicas);
          // One may always go, or no blade could ever be drained: another rule asks for a set that bears it.
          if (gone <= Math.max(1, replicas - quorum)) return [];
          return [
            {
              object: budget.id,
              path: `spec.${field}`,
              message: `lets ${gone} of ${replicas} pods of ${id} go at once, and ${quorum} must be ready`,
            },
          ];
        }),
    ),
};

/** A count, or a percentage of a whole rounded up. */
function countOf(value: unknown, whole: number): number {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? Number(value ?? 0) : Math.ceil((Number(percent) * whole) / 100);
}

export const standbysThere: Rule = {
  id: 'availability/standbys',
  level: 'error',
  why: 'A commit that waits for more standbys than there are waits for ever; the operator refuses such a Cluster.',
  fixHint: 'set number below instances, so that a commit goes on with one standby dead',
  exceptable: false,
  check: (view) =>
    postgresClusters(view).flatMap(({ id, spec }): RuleHit[] => {
      const { number, dataDurability = 'required' } = recordOf(recordOf(spec.postgresql).synchronous);
      const standbys = Number(spec.instances ?? 1) - 1;
      if (typeof number !== 'number' || number < standbys) return [];
      if (number === standbys) {
        if (dataDurability !== 'required') return [];
        const message = `lets commits wait for all ${standbys} of its standbys: one dead blade stops every write`;
        return [{ object: id, path: 'spec.postgresql.synchronous.number', message }];
      }
      return [
        {
          object: id,
          path: 'spec.postgresql.synchronous.number',
          message: `lets commits wait for ${number} standbys, and there are ${standbys}`,
        },
      ];
    }),
};

export const databaseOwner: Rule = {
  id: 'references/database-owner',
  level: 'error',
  why: 'CloudNativePG makes no database whose owner is no role: the program that logs in finds none.',
  fixHint: 'name a role of the Cluster',
  exceptable: false,
  check: (view) =>
    view.ofKind('Database').flatMap(({ id, namespace, spec, group }): RuleHit[] => {
      const cluster = view.find('Cluster', namespace, String(recordOf(spec.cluster).name))?.object;
      const owner = textOf(spec.owner);
      if (group !== 'postgresql.cnpg.io' || !cluster || owner === undefined) return [];
      const roles = rolesOf(cluster);
      if (roles.includes(owner)) return [];
      return [
        {
          object: id,
          path: 'spec.owner',
          message: `is owned by ${owner}, which is no role of Cluster ${namespace}/${cluster.name}`,
          fix: suggestion(owner, roles),
        },
      ];
    }),
};

/** Roles that a Cluster declares, and those that it always has. */
export function rolesOf({ spec }: RackObject): string[] {
  const declared = recordsOf(recordOf(spec.managed).roles).flatMap(({ name }) => textOf(name) ?? []);
  const owner = textOf(recordOf(recordOf(spec.bootstrap).initdb).owner) ?? 'app';
  return [...declared, owner, 'postgres', 'streaming_replica'];
}

export const roleUsed: Rule = {
  id: 'references/idle-role',
  level: 'error',
  why: 'A role that nothing logs in with is an unwatched door, or a misspelt name.',
  fixHint: 'name the role as the database or the program that uses it does, or remove it',
  exceptable: true,
  check: (view) =>
    postgresClusters(view).flatMap((cluster) => {
      const owners = view.ofKind('Database').map(({ spec }) => textOf(spec.owner));
      return recordsOf(recordOf(cluster.spec.managed).roles).flatMap((role, i): RuleHit[] => {
        const name = textOf(role.name) ?? '';
        if (role.login !== true || owners.includes(name) || isNamedSomewhere(name, view)) return [];
        return [
          {
            object: cluster.id,
            path: fieldOf(`spec.managed.roles[${i}]`, 'name'),
            message: `makes role ${name}, which owns no database and which no program uses`,
          },
        ];
      });
    }),
};

/** In a connection string, or as the value of a variable such as PGUSER. */
function isNamedSomewhere(name: string, { workloads, configMaps }: RackView): boolean {
  const inEnv = workloads.some(({ containers }) =>
    containers.some(({ container }) =>
      recordsOf(container.env).some(({ value }) => value === name || String(value ?? '').includes(`://${name}:`)),
    ),
  );
  return (
    inEnv ||
    configMaps.some(({ manifest }) =>
      Object.values(recordOf(manifest.data)).some((text) =>
        new RegExp(`(?:\\buser\\s*[:=]\\s*"?|://)${name}\\b`).test(String(text)),
      ),
    )
  );
}

export const promiseRules: readonly Rule[] = [quorumReachable, budgetKeepsQuorum, standbysThere];
export const databaseRules: readonly Rule[] = [databaseOwner, roleUsed];
