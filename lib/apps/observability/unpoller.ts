import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { worldAt } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { SecretKeys } from '../../kit/secrets';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';
import { poeAlerts } from './unpoller.alerts';
import { powerDashboard } from './unpoller.dashboard';

const namespace = 'monitoring';

export const unpoller = app({
  name: 'unpoller',
  area: 'observability',
  summary: 'What the UniFi controller says: watts of each PoE port, the switch, the way to the internet',
  spec: z.strictObject({}),
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { rack }) => {
    const controllers = controllersOf(rack);
    if (controllers.length === 0) return;
    new Unpoller(scope, controllers, rack);
    new Dashboard(scope, powerDashboard(rack));
  },
});

/** Addresses of the controllers that the rack file's switches name, each once. */
function controllersOf({ switches }: RackSpec): string[] {
  return [...new Set(Object.values(switches).flatMap(({ unifi }) => unifi ?? []))].sort();
}

/** Asks the controllers whenever it is scraped, as a user that may only look. */
export class Unpoller extends Construct {
  constructor(scope: Construct, controllers: string[], rack: RackSpec) {
    super(scope, 'unpoller');
    const ask = (what: string, url: string) => ({
      make: 'ask' as const,
      hint: `${what} of a local user of ${url} that may only view (UniFi: Settings, Admins, restrict to local access)`,
    });
    const secret = new SecretKeys(this, 'controllers', {
      namespace,
      name: 'unpoller',
      keys: Object.fromEntries(
        controllers.flatMap((url, i) => [
          [`user-${i}`, ask('name', url)],
          [`password-${i}`, ask('password', url)],
        ]),
      ),
    });
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name: 'unpoller',
      tier: 'serving',
      user: { uid: 65_532, gid: 65_532 },
      alerts: poeAlerts(rack),
      containers: {
        unpoller: {
          image: 'unpoller',
          env: {
            UP_POLLER_QUIET: 'true',
            UP_INFLUXDB_DISABLE: 'true',
            UP_PROMETHEUS_HTTP_LISTEN: '0.0.0.0:9130',
            UP_PROMETHEUS_NAMESPACE: 'unpoller',
            ...Object.fromEntries(
              controllers.flatMap((url, i) => [
                [`UP_UNIFI_CONTROLLER_${i}_URL`, url],
                [`UP_UNIFI_CONTROLLER_${i}_USER`, secret.key(`user-${i}`)],
                [`UP_UNIFI_CONTROLLER_${i}_PASS`, secret.key(`password-${i}`)],
                // A controller signs its own certificate, and makes another with every reset.
                [`UP_UNIFI_CONTROLLER_${i}_VERIFY_SSL`, 'false'],
              ]),
            ),
          },
          ports: { http: { port: 9130, http: true } },
          scrape: {
            port: 'http',
            keep: {
              names: [
                'unpoller_device_(info|uptime_seconds|temperature_celsius|max_power_total|fan_level)',
                'unpoller_device_(cpu|memory)_utilization_ratio',
                'unpoller_device_port_(poe_.*|port_speed_bps|(receive|transmit)_(bytes|errors|dropped)_total)',
                'unpoller_device_wan_.*',
                'unpoller_device_(speedtest|uplink)_.*',
              ],
              reason: 'the rest tells of the people in the office and their telephones',
            },
          },
          cpu: '20m',
          memory: '128Mi',
          scratch: { '/tmp': '1Mi' },
          // Its page of metrics would ask the controller at every probe.
          ready: httpGet('/', 'http'),
          live: httpGet('/', 'http', { failureThreshold: 6 }),
        },
      },
    });
    server.connectsTo(...controllers.map(worldAt));
  }
}
