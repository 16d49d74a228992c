import { asking, machinesOf } from '../asking';
import { workersOf } from '../rack';
import type { SpecRule } from './rule';
import type { Fault } from '../problem';
import { counted } from '../words';

export const replicasFindBlades: SpecRule = (rack) => {
  const machines = machinesOf(rack);
  if (!machines) return [];
  const workers = workersOf(machines).length;
  return asking(rack, machines)
    .filter(({ asks }) => (asks.bladesEach ?? 0) > workers)
    .map(({ name, asks }): Fault => ({
      at: ['apps', name],
      on: 'key',
      title: `${name} wants ${counted(asks.bladesEach ?? 0, 'blade')}, the rack has ${counted(workers, 'worker')}`,
      detail: `each of its replicas stands on a blade of its own, so that one dead blade takes one replica; add blades or write ${name}: off`,
    }));
};
