import { hostOf, intoTheRack } from './into-the-rack';
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

export const offsiteIsElsewhere: SpecRule = (rack) => {
  const endpoint = rack.backups?.offsite?.endpoint;
  const host = endpoint === undefined ? undefined : hostOf(endpoint);
  const reason = host === undefined ? undefined : intoTheRack(host, rack);
  if (reason === undefined) return [];
  return [
    {
      at: ['backups', 'offsite', 'endpoint'],
      title: 'backups.offsite points into the rack',
      detail: `${reason}; copies there die with the rack`,
    },
  ];
};
