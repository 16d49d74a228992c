import type { RackSpec } from '../rack-file/rack';

/** What the pages of docs/runbooks are written with: names and addresses of the reference rack. */
const reference = {
  name: 'homelab',
  domain: 'rack.home.arpa',
  controlPlane: '192.168.1.10',
  gateway: '192.168.1.1',
  loadBalancers: '192.168.1.200',
  controlPlanes: 3,
  blades: 20,
} as const;

/**
 * A page with the names and addresses of one rack in the place of those of the reference rack. A person at night copies
 * commands from it, so no address of another rack may be left in it.
 *
 * @param blade that the page is about, in the place of any worker that it names as an example
 * @throws when an address of the reference rack would be left
 */
export function runbookPage(page: string, rack: RackSpec, blade?: string): string {
  const controlPlanes = rack.blades.filter(({ role }) => role === 'control-plane');
  const workers = rack.blades.filter(({ role }) => role === 'worker');
  const about = rack.blades.find(({ name }) => name === blade);
  // What a page asks of the control plane is asked of one that is not the blade in question, where there is one.
  const asked = controlPlanes.length > 1 ? controlPlanes.filter((each) => each !== about) : controlPlanes;
  const memberOf = (number: number) => {
    if (number <= reference.controlPlanes) return asked[(number - 1) % asked.length];
    const others = workers.length > 0 ? workers : controlPlanes;
    return about ?? others[(number - reference.controlPlanes - 1) % others.length];
  };
  const addresses = controlPlanes.map(({ address }) => address);
  // A list of all control planes stays a list of all of them, however many there are.
  const lists = page
    .replaceAll(/(?<!\d)192\.168\.1\.11,\s*192\.168\.1\.12,\s*192\.168\.1\.13(?!\d)/g, addresses.join(','))
    .replaceAll(/(?<!\d)192\.168\.1\.11 192\.168\.1\.12 192\.168\.1\.13(?!\d)/g, addresses.join(' '));
  return lists
    .replaceAll(/(?<![\d.])192\.168\.1\.(\d+)(?!\d)/g, (found, last: string) =>
      addressFor(found, Number(last), rack, memberOf),
    )
    .replaceAll(/\bblade-(\d\d)\b/g, (found, digits: string) =>
      Number(digits) <= reference.blades ? (memberOf(Number(digits))?.name ?? found) : found,
    )
    .replaceAll(reference.domain, rack.network.domain)
    .replaceAll(new RegExp(`\\b${reference.name}\\b`, 'g'), rack.name);
}

function addressFor(
  found: string,
  last: number,
  { network }: RackSpec,
  memberOf: (number: number) => { address: string } | undefined,
): string {
  if (found === reference.controlPlane) return network.controlPlane;
  if (found === reference.gateway) return network.gateway;
  if (last === 0) return network.nodes.replace(/\/\d+$/, '');
  if (last >= 200 && last < 220) return network.loadBalancers.first;
  const member = memberOf(last - 10);
  if (!member) throw new Error(`${found} of the reference rack stands for nothing of this one`);
  return member.address;
}
