import {
  type Ipv4Network,
  contains,
  overlaps,
  parseCidr,
  parseIpv4,
  printCidr,
  printIpv4Range,
} from '../../units/ipv4';
import type { Fault } from '../problem';
import { hostOf } from './into-the-rack';
import type { SpecRule } from './rule';

/** Addresses at which no machine of a network can be reached: RFC 6890. */
const unusable: readonly [what: string, network: Ipv4Network][] = (
  [
    ['addresses of no network', '0.0.0.0/8'],
    ['loopback: whatever asks answers itself', '127.0.0.0/8'],
    ['link-local addresses, which no router passes on', '169.254.0.0/16'],
    ['multicast addresses, which no machine has', '224.0.0.0/4'],
    ['reserved addresses', '240.0.0.0/4'],
  ] as const
).map(([what, cidr]) => [what, parseCidr(cidr) as Ipv4Network]);

function whyUnusable(range: { first: number; last: number }): string | undefined {
  return unusable.find(([, network]) => overlaps(network, range))?.[0];
}

/** Kubernetes takes addresses out of it for DNS and the API; a rack with all apps has some sixty Services. */
const smallestServices = 24;

export const subnetsAreUsable: SpecRule = ({ network = {} }) => {
  const faults: Fault[] = [];
  for (const name of ['pods', 'services'] as const) {
    const subnet = network[name] as Ipv4Network | undefined;
    const why = subnet && whyUnusable(subnet);
    if (subnet && why !== undefined) {
      faults.push({
        at: ['network', name],
        title: `network.${name} ${printCidr(subnet)} has ${why}`,
        detail: 'take a private network, such as 10.96.0.0/12 or 172.20.0.0/16',
      });
    }
  }
  const services = network.services as Ipv4Network | undefined;
  if (services && services.prefix > smallestServices) {
    faults.push({
      at: ['network', 'services'],
      title: `network.services ${printCidr(services)} has room for ${2 ** (32 - services.prefix)} Services`,
      detail: `a rack with all apps has more; write a /${smallestServices} or a larger network`,
    });
  }
  return faults;
};

export const serversCanAnswer: SpecRule = ({ network = {} }) =>
  (['dns', 'time'] as const).flatMap((name) =>
    (network[name] ?? []).flatMap((server, index): Fault[] => {
      const text = String(server);
      const address = typeof server === 'number' ? server : parseIpv4(text);
      const why =
        address === undefined
          ? text === 'localhost'
            ? 'the machine itself'
            : undefined
          : whyUnusable({ first: address, last: address });
      if (why === undefined) return [];
      return [
        {
          at: ['network', name, index],
          title: `network.${name} names ${why}`,
          detail: 'write the address of a machine that answers, such as the gateway',
        },
      ];
    }),
  );

export const poolHasNoBroadcast: SpecRule = ({ network = {} }) => {
  const nodes = network.nodes as Ipv4Network | undefined;
  const { loadBalancers: pool } = network;
  if (!nodes || !pool || nodes.prefix >= 31 || !contains(nodes, pool)) return [];
  const edge = [nodes.first, nodes.last].find((address) => pool.first <= address && address <= pool.last);
  if (edge === undefined) return [];
  const kind = edge === nodes.first ? 'name of the network' : 'broadcast address';
  return [
    {
      at: ['network', 'loadBalancers'],
      title: `network.loadBalancers ${printIpv4Range(pool)} holds the ${kind} of ${printCidr(nodes)}`,
      detail: 'a Service that gets it is unreachable, or reached by everybody',
    },
  ];
};

/** Names under which a machine finds itself. */
const itself = /^(?:localhost|(?:.*\.)?localhost|127(?:\.\d+){3}|\[?::1\]?)$/i;

export const placesAreElsewhere: SpecRule = ({ git, backups, objects }) => {
  const places: [at: string[], url: string | undefined][] = [
    [['git', 'url'], git?.url],
    [['backups', 'offsite', 'endpoint'], backups?.offsite?.endpoint],
    [['objects', 'endpoint'], objects?.endpoint],
  ];
  return places.flatMap(([at, url]): Fault[] => {
    if (url === undefined) return [];
    const host = hostOf(url);
    if (host !== undefined && itself.test(host)) {
      return [
        {
          at,
          title: `${at.join('.')} points at ${host}`,
          detail: 'inside a pod that is the pod itself: write a name that leads to the server',
        },
      ];
    }
    if (/[?#]/.test(url)) {
      return [
        {
          at,
          title: `${at.join('.')} has more than an address`,
          detail: 'what follows ? or # is often a token, and the rack file is for everybody to read',
        },
      ];
    }
    return [];
  });
};

export const regionIsAWord: SpecRule = ({ backups, objects }) =>
  (
    [
      [['backups', 'offsite', 'region'], backups?.offsite?.region],
      [['objects', 'region'], objects?.region],
    ] as const
  ).flatMap(([at, region]): Fault[] =>
    region === undefined || /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(region)
      ? []
      : [
          {
            at: [...at],
            title: `${at.join('.')} is no name of a region`,
            detail: 'write letters, digits and dashes, such as us-east-1: it becomes part of addresses and of scripts',
          },
        ],
  );

/** Names that folders, namespaces and machines have already. */
const taken = ['default', 'kube-system', 'kube-public', 'flux-system', 'localhost', 'examples'];

export const nameIsFree: SpecRule = ({ name }) =>
  name !== undefined && taken.includes(name)
    ? [
        {
          at: ['name'],
          title: `${name} is the name of something else`,
          detail: 'give the rack a name of its own, such as homelab',
        },
      ]
    : [];
