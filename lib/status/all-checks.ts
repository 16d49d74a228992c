import { alerts } from './checks/alerts';
import { apiServer } from './checks/api-server';
import { backups } from './checks/backups';
import { blades } from './checks/blades';
import { certificates } from './checks/certificates';
import { flux } from './checks/flux';
import { pods } from './checks/pods';
import { sets } from './checks/sets';
import { volumes } from './checks/volumes';
import { workloads } from './checks/workloads';
import type { Situation, StatusCheck, StatusLine } from './line';

/** Causes before their effects: what an earlier check explains, a later one does not tell as news. */
export const allChecks: readonly StatusCheck[] = [
  apiServer,
  blades,
  volumes,
  certificates,
  pods,
  sets,
  workloads,
  flux,
  backups,
  alerts,
];

export function linesOf(situation: Situation): StatusLine[] {
  return allChecks.flatMap(({ id, check }) => check(situation).map((line) => ({ ...line, check: id })));
}
