import { contains, overlaps, parseIpv4, parseIpv4Range } from '../units/ipv4';
import type { Fault, Path, SpecProblem } from './problem';
import type { RackSpec } from './rack';
import { Source } from './source';

/** A rack file of the repository that is sound by itself. */
export interface ReadRack {
  file: string;
  text: string;
  rack: RackSpec;
}

/** What one rack file says that another must not, told at the later of the two, by file. */
export function compareRacks(racks: readonly ReadRack[]): SpecProblem[] {
  return racks.flatMap((rack, index) =>
    racks.slice(0, index).flatMap((other) => {
      const faults = differences.flatMap((difference) => difference(rack, other));
      if (faults.length === 0) return [];
      const source = new Source(rack.file, rack.text);
      return faults.map((fault) => source.problem(fault));
    }),
  );
}

type Difference = (rack: ReadRack, other: ReadRack) => Fault[];

const oneName: Difference = ({ rack }, other) => {
  if (rack.name !== other.rack.name) return [];
  return [
    {
      at: ['name'],
      title: `two rack files are named ${rack.name}`,
      detail: `${placeOf(other, ['name'])} is the other; both would write dist/${rack.name}, each over the other. Give the second a name of its own`,
    },
  ];
};

const oneDomain: Difference = ({ rack }, other) => {
  if (rack.network.domain !== other.rack.network.domain) return [];
  return [
    {
      at: ['network', 'domain'],
      level: 'warning',
      title: `two racks answer for ${rack.network.domain}`,
      detail: `${placeOf(other, ['network', 'domain'])} is the other; a name can point at one Gateway only`,
    },
  ];
};

const oneBucket: Difference = ({ rack }, other) => {
  const [own, others] = [rack.backups.offsite, other.rack.backups.offsite];
  if (!own || !others || own.bucket !== others.bucket || addressOf(own.endpoint) !== addressOf(others.endpoint))
    return [];
  return [
    {
      at: ['backups', 'offsite', 'bucket'],
      level: 'warning',
      title: `two racks back up to bucket ${own.bucket}`,
      detail: `${placeOf(other, ['backups', 'offsite'])} is the other; each deletes by its own retention, and a restore may read the other's data. Give each rack a bucket`,
    },
  ];
};

const oneStore: Difference = ({ rack }, other) => {
  const [own, others] = [rack.objects, other.rack.objects];
  if (!own || !others || own.prefix !== others.prefix || addressOf(own.endpoint) !== addressOf(others.endpoint)) {
    return [];
  }
  return [
    {
      at: ['objects'],
      on: 'key',
      level: 'warning',
      title: `two racks keep their objects in buckets ${own.prefix}-…`,
      detail: `${placeOf(other, ['objects'])} is the other; each would find and overwrite the other's files. Give each a prefix`,
    },
  ];
};

/** Networks in two buildings may share every address; in one network these answer twice. */
const oneAddress: Difference = ({ rack }, other) => {
  if (rack.network.nodes !== other.rack.network.nodes || rack.network.gateway !== other.rack.network.gateway) return [];
  const where = `if both stand in one network, take another`;
  const fault = (at: Path, what: string, elsewhere: string): Fault => ({
    at,
    level: 'warning',
    title: `${what} is taken by another rack`,
    detail: `${elsewhere}; ${where}`,
  });
  const pool = rangeOf(rack);
  const othersPool = rangeOf(other.rack);
  const faults: Fault[] = [];
  const user = userOf(rack.network.controlPlane, other);
  if (user) faults.push(fault(['network', 'controlPlane'], `network.controlPlane ${rack.network.controlPlane}`, user));
  if (pool && othersPool && overlaps(pool, othersPool)) {
    const elsewhere = `${placeOf(other, ['network', 'loadBalancers'])} has some of the same addresses`;
    faults.push(fault(['network', 'loadBalancers'], 'network.loadBalancers', elsewhere));
  }
  const shared = rack.blades.find(({ address }) => userOf(address, other) !== undefined);
  if (shared) {
    const elsewhere = userOf(shared.address, other) ?? '';
    faults.push(fault(['blades'], `${shared.name} ${shared.address}`, elsewhere));
  }
  for (const { name, address } of rack.helpers) {
    const user = userOf(address, other);
    if (user) faults.push(fault(['helpers', name, 'address'], `${name} ${address}`, user));
  }
  return faults;
};

const onePort: Difference = ({ rack }, other) => {
  const both = rack.blades.flatMap(({ name, feed }) => {
    const taken = other.rack.blades.find(
      (each) => feed && each.feed?.switch === feed.switch && each.feed.port === feed.port,
    );
    return taken && feed ? [{ name, feed, taken: taken.name }] : [];
  });
  const [first] = both;
  if (!first) return [];
  const [own, others] = [rack.switches[first.feed.switch], other.rack.switches[first.feed.switch]];
  if (own?.unifi === undefined || own.unifi !== others?.unifi) return [];
  return [
    {
      at: ['blades'],
      level: 'warning',
      title: `${first.name} hangs on ${first.feed.switch}/${first.feed.port}, as ${first.taken} of another rack does`,
      detail: `${placeOf(other, ['blades'])} says so; both switches are known to ${own.unifi}`,
    },
  ];
};

const differences: readonly Difference[] = [oneName, oneDomain, oneBucket, oneStore, oneAddress, onePort];

function userOf(address: string, other: ReadRack): string | undefined {
  const { network, blades } = other.rack;
  if (address === network.controlPlane) return `${placeOf(other, ['network', 'controlPlane'])} is the other`;
  const parsed = parseIpv4(address);
  const pool = rangeOf(other.rack);
  if (parsed !== undefined && pool && contains(pool, parsed)) {
    return `${placeOf(other, ['network', 'loadBalancers'])} holds it`;
  }
  const machine = [...blades, ...other.rack.helpers].find((each) => each.address === address);
  return machine && `it is ${machine.name} of ${other.file}`;
}

function rangeOf({ network: { loadBalancers } }: RackSpec) {
  return parseIpv4Range(`${loadBalancers.first}-${loadBalancers.last}`);
}

/** Endpoints that differ in a slash or in a stated default port are one. */
function addressOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).href.replace(/\/$/, '') : endpoint;
}

function placeOf({ file, text }: ReadRack, path: Path): string {
  return `${file}:${new Source(file, text).lineOf(path)}`;
}
