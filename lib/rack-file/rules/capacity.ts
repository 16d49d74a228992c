import { asking, machinesOf } from '../asking';
import { askersOf } from '../needs';
import type { Fault } from '../problem';
import { workersOf } from '../rack';
import { counted, listed } from '../../units/words';
import type { SpecRule } from './rule';

export const replicasFindBlades: SpecRule = (rack, where) => {
  const machines = machinesOf(rack);
  if (!machines) return [];
  const workers = workersOf(machines).length;
  return asking(rack, machines)
    .filter(({ asks }) => (asks.bladesEach ?? 0) > workers)
    .map(({ name, asks }): Fault => ({
      at: ['apps', askersOf(name, rack.apps, where)[0]],
      on: 'key',
      title: `${name} wants ${counted(asks.bladesEach ?? 0, 'blade')}, the rack has ${counted(workers, 'worker')}`,
      detail: `each of its replicas stands on a blade of its own, so that one dead blade takes one replica; add blades, or switch ${listed(askersOf(name, rack.apps, where))} off`,
    }));
};
