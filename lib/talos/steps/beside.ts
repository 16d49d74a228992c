import { cachedRegistries, documentsPort, type HelperMachine } from '../../rack-file/helper-machines';
import type { BootstrapInput, Step } from './step';

const folderOf = (rack: string, { name }: HelperMachine) => `talos/${rack}/helpers/${name}`;

/** Machines beside the rack come first: the blades ask them for the time and for images from their first start on. */
export function besideTheRack({ rack }: Pick<BootstrapInput, 'rack'>): Step[] {
  return rack.helpers.map((helper) => {
    const { name, address, does } = helper;
    const folder = folderOf(rack.name, helper);
    // It needs a client of a cluster that does not exist yet.
    const withoutSnapshots = 'docker compose config --services | grep --invert-match --line-regexp etcd-snapshots';
    const cache = does.includes('image-cache') ? cachedRegistries[0] : undefined;
    return {
      title: `The machine beside the rack, ${name}`,
      why:
        'A machine with Docker (Compose 2.23.1 or newer) that you reach by ssh, and whose address never changes. rackwright runbook helper-machines ' +
        'says what it is for.' +
        (does.includes('documents')
          ? ' The name and the password of its store are yours to choose: rackwright secrets create asks for the same two.'
          : ''),
      commands: [
        ...(does.includes('documents')
          ? [
              `(cd ${folder} && { test -s .env || printf 'DOCUMENTS_ACCESS_KEY_ID=rack\\nDOCUMENTS_SECRET_ACCESS_KEY=%s\\n' "$(openssl rand -hex 20)" > .env; })`,
            ]
          : []),
        `scp -r ${folder} ${address}:`,
        `ssh ${address} 'cd ${name} && ${withoutSnapshots} | xargs docker compose up --detach --wait'`,
      ],
      proof: [
        `ssh ${address} 'cd ${name} && docker compose ps --format "{{.Service}} {{.Health}}"'`,
        ...(cache ? [`curl --fail --silent http://${address}:${cache.port}/v2/`] : []),
        ...(does.includes('documents') ? [`curl --silent --output /dev/null http://${address}:${documentsPort}/`] : []),
      ],
      sees: `each service with healthy behind it${cache ? ', then {} from the cache' : ''}. “address already in use” at port 123 means that the machine runs a time server of its own: stop it, or take clock out of what ${name} does.`,
    };
  });
}

/** Once there is an etcd: a client that may take snapshots, and nothing else. */
export function snapshotsBeside({ rack, vault }: Pick<BootstrapInput, 'rack' | 'vault'>, first: string): Step[] {
  return rack.helpers
    .filter(({ does }) => does.includes('etcd-snapshots'))
    .map(({ name, address }) => ({
      title: `Snapshots of etcd on ${name}`,
      why: 'Its client may take snapshots and nothing else. The certificate ends after a year: put the day into your calendar.',
      commands: [
        `talosctl --nodes ${first} config new --roles os:etcd:backup --crt-ttl 8760h ${vault}/${name}-talosconfig`,
        `scp ${vault}/${name}-talosconfig ${address}:${name}/talosconfig`,
        `ssh ${address} 'cd ${name} && chmod 600 talosconfig && docker compose up --detach --wait'`,
      ],
      proof: [`ssh ${address} 'cd ${name} && docker compose exec --no-TTY etcd-snapshots ls -l /snapshots'`],
      sees: 'a file of today, some megabytes large.',
    }));
}
