import { publicTime } from '../rack-file/helper-machines';
import { type Part, type Place, published, service } from './part';

/** Above 1023, so that no privilege is needed inside; the helper publishes it as 123. */
const inside = 10_123;

/**
 * chronyd that follows the public servers, and answers from the helper's own clock, which has a battery, while they are
 * away: a rack of blades without clocks starts all the same. It never sets the clock of the machine that it runs on (-x).
 */
export const chronyConfig = [
  ...publicTime.map((address) => `server ${address} iburst`),
  'local stratum 10',
  'allow all',
  `port ${inside}`,
  'cmdport 0',
  'bindcmdaddress /',
  'pidfile /run/chrony/chronyd.pid',
  'driftfile /run/chrony/drift',
  '',
].join('\n');

/** Asks it as a blade would, and says whether an answer came. */
const asked = ['CMD', 'chronyd', '-U', '-Q', '-t', '5', `server 127.0.0.1 port ${inside} iburst`];

export function clock({ helper, image }: Place): Part {
  return {
    services: {
      clock: service({
        build: { dockerfile_inline: `FROM ${image('alpine')}\nRUN apk add --no-cache chrony\n` },
        command: ['chronyd', '-d', '-x', '-U', '-f', '/etc/chrony.conf'],
        user: '10123:10123',
        configs: [{ source: 'chrony', target: '/etc/chrony.conf' }],
        tmpfs: ['/run/chrony:uid=10123,gid=10123,mode=0700'],
        ports: [published(helper, 123, inside, 'udp')],
        mem_limit: '64m',
        healthcheck: { test: asked, interval: '1m', timeout: '10s', retries: 3, start_period: '30s' },
      }),
    },
    configs: { chrony: { content: chronyConfig } },
  };
}
