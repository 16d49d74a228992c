import { printIpv4 } from '../../units/ipv4';
import type { Draft } from '../draft';
import type { HelperDuty } from '../helper-machines';
import type { Fault } from '../problem';
import { intoTheRack } from './into-the-rack';
import type { SpecRule } from './rule';

/** A helper is asked while the rack is down, so it is a machine of its own. */
export const helpersAreOutside: SpecRule = (rack) => {
  const { gateway, nodes } = rack.network ?? {};
  const helpers = helpersOf(rack);
  return helpers.flatMap(({ name, address }, index): Fault[] => {
    if (address === undefined) return [];
    const at = ['helpers', name, 'address'];
    const host = printIpv4(address);
    const twin = helpers.slice(0, index).find((other) => other.address === address);
    if (twin) return [{ at, title: `two helpers at ${host}`, detail: `${twin.name} is the other` }];
    if (address === gateway)
      return [{ at, title: `helper ${name} is the gateway`, detail: 'it needs Docker: take another machine' }];
    if (nodes && (address === nodes.first || address === nodes.last))
      return [
        { at, title: `${host} is no address of a machine`, detail: 'it is the network itself, or everybody in it' },
      ];
    const reason = intoTheRack(host, rack);
    if (reason === undefined) return [];
    return [
      { at, title: `helper ${name} stands in the rack`, detail: `${reason}; it is needed while the rack is down` },
    ];
  });
};

/** Two clocks are better than one; the blades ask one cache, and there is one place for copies. */
const heldOnce: readonly HelperDuty[] = ['image-cache', 'etcd-snapshots', 'documents'];

export const dutiesAreHeldOnce: SpecRule = (rack, { has }) => {
  const helpers = helpersOf(rack);
  return heldOnce.flatMap((duty): Fault[] => {
    const [first, second] = helpers.filter(({ does }) => does?.includes(duty));
    if (!first || !second) return [];
    const isStated = has(['helpers', second.name, 'does']);
    return [
      {
        at: isStated ? ['helpers', second.name, 'does'] : ['helpers', second.name],
        ...(!isStated && { on: 'key' as const }),
        title: `${first.name} and ${second.name} both do ${duty}`,
        detail: `a rack has one place for it${isStated ? '' : '; a helper does everything unless it states does: [clock]'}`,
      },
    ];
  });
};

function helpersOf({ helpers = {} }: Draft) {
  return Object.entries(helpers).flatMap(([name, fields]) => (fields ? [{ name, ...fields }] : []));
}
