import { parseIpv6 } from '../../units/ipv6';
import type { Draft } from '../draft';
import type { Fault, Path } from '../problem';
import { hostOf, intoTheRack } from './into-the-rack';
import type { SpecRule } from './rule';

/** Something that the rack leans on, and what happens when it stands on the rack itself. */
interface Peer {
  at: Path;
  /** Blades reach it, and no pod has to. */
  isForBlades?: true;
  /** `network.dns`, as people write it. */
  what: string;
  host: string | undefined;
  because: string;
}

/** What must be there before the rack is, or when it is not, may not stand on it. */
export const peersAreOutside: SpecRule = (rack) =>
  peersOf(rack).flatMap(({ at, what, host, because }): Fault[] => {
    const reason = host === undefined ? undefined : intoTheRack(host, rack);
    if (reason === undefined) return [];
    return [{ at, level: 'warning', title: `${what} points into the rack`, detail: `${reason}; ${because}` }];
  });

/** A pod without an address of a family reaches nobody by it, whatever its policies open. */
export const podsSpeakTheFamilyOfPeers: SpecRule = (rack) => {
  const { network = {}, backups } = rack;
  if (network.ipv6?.pods) return [];
  const endpoint = backups?.offsite?.endpoint;
  const offsite = {
    at: ['backups', 'offsite', 'endpoint'],
    what: 'backups.offsite',
    host: endpoint && hostOf(endpoint),
  };
  return [offsite, ...peersOf(rack).filter(({ isForBlades }) => !isForBlades)].flatMap(
    ({ at, what, host }): Fault[] => {
      if (host === undefined || parseIpv6(host) === undefined) return [];
      const detail =
        'write an IPv4 address or a name that has one, or give pods and Services a second family: pods: [10.244.0.0/16, "fd00:10:244::/56"]';
      return [{ at, level: 'warning', title: `${what} is an IPv6 address, and pods have none of their own`, detail }];
    },
  );
};

function peersOf({ network = {}, git, mirrors = {}, certificates, objects, apps }: Draft): Peer[] {
  const dns = (network.dns ?? []).map((address, index): Peer => ({
    at: ['network', 'dns', index],
    isForBlades: true,
    what: 'network.dns',
    host: address,
    because: 'after a power cut the blades need names to fetch the image of the program that would give them names',
  }));
  const time = (network.time ?? []).map((host, index): Peer => ({
    at: ['network', 'time', index],
    isForBlades: true,
    what: 'network.time',
    host: String(host),
    because: 'a blade without a clock waits for the time before it runs anything, so no pod could answer',
  }));
  const images = Object.entries(mirrors).map(([registry, url]): Peer => ({
    at: ['mirrors', registry],
    isForBlades: true,
    what: `the mirror of ${registry}`,
    host: url && hostOf(url),
    because: 'a blade that starts empty fetches the image of the mirror from the mirror',
  }));
  const acme = certificates?.acme;
  return [
    ...dns,
    ...time,
    ...images,
    {
      at: ['git', 'url'],
      what: 'git.url',
      host: git?.url && hostOf(git.url),
      because: 'a rack that has to be rebuilt reads what to build from the repository on it',
    },
    {
      at: ['objects', 'endpoint'],
      what: 'objects.endpoint',
      host: objects?.endpoint && hostOf(objects.endpoint),
      because: 'a store on the rack itself is the app minio; what stands there by other means goes when the rack goes',
    },
    {
      at: ['certificates', 'acme', 'server'],
      what: 'certificates.acme.server',
      host: acme?.server && hostOf(acme.server),
      because: 'its own certificate has to be renewed through itself',
    },
    {
      at: ['certificates', 'acme', 'rfc2136', 'nameserver'],
      what: 'certificates.acme.rfc2136.nameserver',
      host: acme?.rfc2136?.nameserver && hostOf(acme.rfc2136.nameserver),
      because: 'certificates cannot be renewed while it is down',
    },
    ...apps.flatMap(({ app, on, block }): Peer[] => {
      if (!on || block === undefined || !app.outside) return [];
      return app.outside(block as never).map(({ path, url, because }) => ({
        at: ['apps', app.name, ...path],
        what: ['apps', app.name, ...path].join('.'),
        host: hostOf(url),
        because,
      }));
    }),
  ];
}
