import type { Ipv4Network } from '../../units/ipv4';
import { contains, printCidr, printIpv4, printIpv4Range, sizeOf } from '../../units/ipv4';
import type { Draft, DraftBlade } from '../draft';
import { nameOfBlade } from '../draft';
import { maxBladesPerEntry } from '../fields/names';
import { freeRun } from '../free-run';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';
import { counted } from '../../units/words';
import { takenAddresses } from './taken-addresses';

/** One fault for each entry and each way in which its addresses are wrong. */
export const bladeAddressesAreTheirOwn: SpecRule = (rack, { lineOf }) => {
  const { network = {} } = rack;
  const owners = new Map<number, DraftBlade>();
  const faults = new Map<string, Fault & { count: number }>();
  for (const blade of rack.blades) {
    const { address, entry } = blade;
    if (address === undefined) continue;
    const owner = owners.get(address);
    const wrong = faultOfAddress(rack, blade) ?? (owner && sharedAddress(blade, owner, lineOf));
    owners.set(address, owner ?? blade);
    if (!wrong) continue;
    const key = `${entry} ${wrong.title}`;
    const first = faults.get(key);
    if (first) first.count++;
    else
      faults.set(key, {
        at: ['blades', entry, 'addresses'],
        ...wrong,
        suggestion: freeAddresses(rack, network.nodes, entry),
        count: 1,
      });
  }
  return [...faults.values()].map(({ count, ...fault }) =>
    count === 1
      ? fault
      : { ...fault, detail: `${fault.detail}; ${counted(count - 1, 'more blade')} of this entry likewise` },
  );
};

type Wrong = Pick<Fault, 'title' | 'detail'>;

function faultOfAddress({ network = {} }: Draft, blade: DraftBlade): Wrong | undefined {
  const { nodes, gateway } = network;
  const { address = 0 } = blade;
  const owner = `${nameOfBlade(blade)} is ${printIpv4(address)}`;
  if (nodes && !contains(nodes, address)) {
    return { title: 'a blade outside network.nodes', detail: `${owner}, the network is ${printCidr(nodes)}` };
  }
  if (nodes && nodes.prefix < 31 && (address === nodes.first || address === nodes.last)) {
    const kind = address === nodes.first ? 'the name of the network' : 'the broadcast address';
    return {
      title: `a blade on ${kind}`,
      detail: `${owner}; hosts lie between, ${printIpv4(nodes.first + 1)} to ${printIpv4(nodes.last - 1)}`,
    };
  }
  if (address === gateway)
    return { title: "a blade on the gateway's address", detail: `${owner}, and so is network.gateway` };
  return undefined;
}

function sharedAddress(blade: DraftBlade, owner: DraftBlade, lineOf: (path: ['blades', number]) => number): Wrong {
  const line = lineOf(['blades', owner.entry]);
  return {
    title: 'two blades on one address',
    detail: `${printIpv4(blade.address ?? 0)} belongs to ${nameOfBlade(owner)} (line ${line}) and ${nameOfBlade(blade)}`,
  };
}

/** The nearest free run for as many blades as the entry names. */
function freeAddresses(rack: Draft, nodes: Ipv4Network | undefined, entry: number): string | undefined {
  const { addresses: range, names } = rack.entries[entry] ?? {};
  if (!nodes || !range) return undefined;
  const count = names?.names.length ?? sizeOf(range);
  if (count > maxBladesPerEntry) return undefined;
  const wanted = contains(nodes, range.first) ? range.first : nodes.first + (range.first % sizeOf(nodes));
  const isTaken = takenAddresses(rack, { exceptEntry: entry });
  const first = freeRun({ wanted, count, first: nodes.first + 1, last: nodes.last - 1 }, isTaken);
  return first === undefined ? undefined : printIpv4Range({ first, last: first + count - 1 });
}
