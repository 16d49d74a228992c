import { contains, parseIpv4, printIpv4Range } from '../../units/ipv4';
import type { SpecRule } from './rule';

export const backupsLeaveTheRack: SpecRule = ({ backups }, { has }) => {
  if (!backups || has(['backups', 'offsite'])) return [];
  return [
    {
      at: ['backups'],
      on: 'key',
      level: 'warning',
      title: 'no backups.offsite: backups inside the rack die with it',
      detail: 'name a bucket elsewhere: backups: { offsite: { endpoint: https://s3.example.org, bucket: homelab } }',
    },
  ];
};

export const offsiteIsElsewhere: SpecRule = ({ backups, network = {}, blades }) => {
  const endpoint = backups?.offsite?.endpoint;
  if (endpoint === undefined) return [];
  const host = new URL(endpoint).hostname;
  const address = parseIpv4(host);
  const { domain, loadBalancers: pool } = network;
  const reasons = [
    domain !== undefined &&
      (host === domain || host.endsWith(`.${domain}`)) &&
      `${host} lies under network.domain ${domain}`,
    address !== undefined &&
      pool &&
      contains(pool, address) &&
      `${host} is one of network.loadBalancers ${printIpv4Range(pool)}`,
    address !== undefined &&
      blades.some((blade) => blade.address === address) &&
      `${host} is ${blades.find((blade) => blade.address === address)?.name ?? 'a blade'}`,
  ].filter((reason) => typeof reason === 'string');
  return reasons.slice(0, 1).map((reason) => ({
    at: ['backups', 'offsite', 'endpoint'],
    title: 'backups.offsite points into the rack',
    detail: `${reason}; copies there die with the rack`,
  }));
};
