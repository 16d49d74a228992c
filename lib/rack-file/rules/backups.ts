import { hostOf, intoTheRack } from './into-the-rack';
import type { SpecRule } from './rule';

/** Apps that keep objects: where one is on, databases and volumes are backed up into it. */
const stores: ReadonlySet<string> = new Set(['minio']);

export const backupsLeaveTheRack: SpecRule = ({ backups, objects, apps }, { has }) => {
  if (!backups || has(['backups', 'offsite'])) return [];
  const isStored = objects !== undefined || apps.some(({ app, on }) => on === true && stores.has(app.name));
  return [
    {
      at: ['backups'],
      on: 'key',
      level: 'warning',
      title: isStored
        ? 'no backups.offsite: backups inside the rack die with it'
        : 'no backups.offsite and no object store: nothing is backed up',
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
