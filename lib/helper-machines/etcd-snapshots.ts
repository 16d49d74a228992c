import { etcdSnapshotSeconds } from '../rack-file/helper-machines';
import type { RackSpec } from '../rack-file/rack';
import { type Part, type Place, forShell, service } from './part';

const keptDays = 30;

/**
 * Takes a snapshot at the start and then every day, of the first control-plane machine that answers. It is encrypted before
 * it reaches a disk, for the recipients of the rack: the helper writes snapshots that it cannot read. What is old goes
 * only after a new one is there.
 */
export function snapshotScript({ blades, recipients }: Pick<RackSpec, 'blades' | 'recipients'>): string {
  const nodes = blades.filter(({ role }) => role === 'control-plane').map(({ address }) => address);
  const sealedFor = recipients.map((recipient) => `--recipient ${recipient}`).join(' ');
  return [
    'set -eu',
    'umask 077',
    'plain=/tmp/etcd.db',
    'while :; do',
    '  taken=no',
    `  for node in ${nodes.join(' ')}; do`,
    '    talosctl --talosconfig /run/secrets/talosconfig --endpoints "$node" --nodes "$node" etcd snapshot "$plain" && taken=yes && break',
    '  done',
    '  if [ $taken = yes ]; then',
    `    age --encrypt ${sealedFor} --output /snapshots/part "$plain"`,
    '    rm "$plain"',
    '    mv /snapshots/part "/snapshots/etcd-$(date -u +%Y-%m-%d).db.age"',
    `    find /snapshots -name 'etcd-*.db.age' -mtime +${keptDays} -delete`,
    `    sleep ${etcdSnapshotSeconds}`,
    '  else',
    '    echo "no control-plane machine gave a snapshot; the next try is in ten minutes"',
    '    sleep 600',
    '  fi',
    'done',
    '',
  ].join('\n');
}

/** Nothing while nobody could open a snapshot: a rule of the rack file says so. */
export function etcdSnapshots({ rack, image }: Place): Part {
  if (rack.recipients.length === 0) return { services: {} };
  return {
    services: {
      'etcd-snapshots': service({
        build: {
          dockerfile_inline: [
            `FROM ${image('talosctl')} AS talosctl`,
            `FROM ${image('alpine')}`,
            'RUN apk add --no-cache age',
            'COPY --from=talosctl /talosctl /usr/local/bin/talosctl',
            '',
          ].join('\n'),
        },
        init: true,
        command: ['sh', '/etc/snapshots.sh'],
        // To read a talosconfig that belongs to the person who copied it here.
        cap_add: ['DAC_OVERRIDE'],
        configs: [{ source: 'snapshots', target: '/etc/snapshots.sh' }],
        secrets: ['talosconfig'],
        volumes: ['etcd-snapshots:/snapshots'],
        // In memory: an etcd of Talos holds 2 GiB at most.
        tmpfs: ['/tmp:size=2g,mode=0700'],
        mem_limit: '3g',
        healthcheck: {
          test: ['CMD-SHELL', `find /snapshots -name 'etcd-*.db.age' -mmin -1560 | grep -q .`],
          interval: '1m',
          timeout: '10s',
          retries: 3,
          start_period: '5m',
        },
      }),
    },
    configs: { snapshots: { content: forShell(snapshotScript(rack)) } },
    secrets: { talosconfig: { file: './talosconfig' } },
    volumes: { 'etcd-snapshots': {} },
  };
}
