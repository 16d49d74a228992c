import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import type { ConfigMap, VolumeProjection } from '../../../imports/k8s';
import { onChangeMark } from '../../facts/marks';
import { alertPages } from '../../kit/alert-links';
import { type Gathered, app } from '../../kit/app';
import { bladeRecordings } from '../../kit/bays';
import { optional } from '../../kit/contract';
import { dashboardJson, homeDashboard } from '../../kit/dashboard-json';
import { emit } from '../../kit/emit';
import { jsonText } from '../../kit/json-text';
import { logPlugin } from '../../kit/panel-queries';
import {
  AlertRouter,
  LogStore,
  MetricsStore,
  type SqlDatabase,
  SqlServer,
  TraceStore,
  WebGateway,
  password,
} from '../../kit/peers';
import { worldAt } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { SecretKeys } from '../../kit/secrets';
import { type SignInWithEndpoints, clientSecretOf, outsideIssuer, signInWithEndpoints } from '../../kit/sign-in';
import { sizeField } from '../../kit/size';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';
import { rackDashboard } from './rack.dashboard';
import { signInSettings } from './grafana.sign-in';
import { datasources } from './grafana.datasources';
import { fetchesPlugin, pluginFolder, pluginRoom, pluginSh } from './grafana.log-plugin';

const namespace = 'monitoring';
const dashboardFolder = '/etc/dashboards';

/** Of its own API, with the files that their page reads: open to anybody as it comes. */
const apiDocuments = [
  ...['/swagger', '/swagger-ui', '/openapi', '/openapi3'],
  ...['/public/openapi3.json', '/public/api-merged.json', '/public/api-enterprise-spec.json'],
];

export const grafanaSpec = z.strictObject({
  size: sizeField,
  replicas: z.int().min(1).max(3).default(2).describe('servers; people stay signed in when one goes'),
  memory: atLeast('384Mi', 'it takes as much at rest')
    .default('1Gi')
    .describe('memory of each; Grafana 13 takes 260 to 390Mi at rest and 600Mi while dashboards are open'),
  signIn: signInWithEndpoints
    .optional()
    .describe('single sign-on by an OpenID Connect issuer, beside the administrator’s password'),
});

interface GrafanaProps {
  spec: z.infer<typeof grafanaSpec>;
  rack: RackSpec;
  sql: SqlServer;
  metrics: MetricsStore;
  traces?: TraceStore;
  logs?: LogStore;
  alerts?: AlertRouter;
  web?: WebGateway;
}

export const grafana = app({
  name: 'grafana',
  area: 'observability',
  states: () => ({ administrator: { login: 'admin', namespace, secret: 'grafana', key: 'ADMIN_PASSWORD' } }),
  summary: 'Dashboards of everything, from git: the rack at a glance first',
  spec: grafanaSpec,
  small: { replicas: 1, memory: '768Mi' },
  needs: {
    sql: SqlServer,
    metrics: MetricsStore,
    traces: optional(TraceStore),
    logs: optional(LogStore),
    alerts: optional(AlertRouter),
    web: optional(WebGateway),
  },
  namespaces: { [namespace]: 'restricted' },
  outside: ({ signIn }) => outsideIssuer(signIn),
  build: (scope, given) => new Grafana(scope, given),
  whenAllBuilt: (built, all) => built.show(all),
});

/**
 * Nothing of it is made by hand: what it shows stands in ConfigMaps, one for each dashboard, which it rereads. Its
 * database holds accounts and sessions, so any replica can go. It asks nothing of the internet: no telemetry, no
 * updates; the one plugin comes from the rack’s own store, where there is one.
 */
export class Grafana extends Construct {
  private readonly dashboards: VolumeProjection[] = [];

  constructor(scope: Construct, props: GrafanaProps) {
    super(scope, 'grafana');
    const { spec, rack, sql, metrics, traces, logs, alerts, web } = props;
    const database = sql.database('grafana', namespace);
    const secret = new SecretKeys(this, 'secret', {
      namespace,
      name: 'grafana',
      keys: {
        ADMIN_PASSWORD: password,
        ...(spec.signIn && { OAUTH_CLIENT_SECRET: clientSecretOf(spec.signIn) }),
        SECRET_KEY: { make: 'token', encrypts: 'what Grafana keeps encrypted in its database' },
      },
      cautions: {
        ADMIN_PASSWORD:
          'Grafana reads it at its first start only, and the old one goes on opening it until you set the new one; see npx rackwright runbook grafana#another-password-of-the-administrator',
      },
    });
    const host = `grafana.${rack.network.domain}`;
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name: 'grafana',
      tier: 'serving',
      replicas: spec.replicas,
      user: { uid: 472, gid: 472 },
      // The image's own files below /etc/grafana go: without the empty ones Grafana calls each missing folder an error.
      config: {
        'grafana.ini': settings(host, database, { hasLogs: logs !== undefined, signIn: spec.signIn }),
        'provisioning/datasources/rack.yaml': datasources({ metrics, traces, logs, alerts }),
        'provisioning/dashboards/rack.yaml': dashboardProvider,
        'provisioning/plugins/none.yaml': 'apiVersion: 1\n',
        'provisioning/alerting/none.yaml': 'apiVersion: 1\n',
        ...(logs && { 'plugin.sh': pluginSh(logs.plugin) }),
      },
      volumes: {
        dashboards: { projected: { sources: this.dashboards } },
        ...(logs && { plugins: { emptyDir: { sizeLimit: pluginRoom } } }),
      },
      initContainers: logs ? { plugin: fetchesPlugin(logs.plugin) } : {},
      alerts: { recordings: bladeRecordings(rack), alerts: [] },
      dashboards: [rackDashboard(rack)],
      containers: {
        grafana: {
          image: 'grafana',
          env: {
            GF_DATABASE_PASSWORD: database.password,
            GF_SECURITY_ADMIN_PASSWORD: secret.key('ADMIN_PASSWORD'),
            ...(spec.signIn && { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: secret.key('OAUTH_CLIENT_SECRET') }),
            // Signs sessions and encrypts what the database keeps secret: a changed one makes that unreadable.
            GF_SECURITY_SECRET_KEY: secret.key('SECRET_KEY'),
          },
          ports: { http: { port: 3000, http: true } },
          scrape: { port: 'http', exporter: 'grafana' },
          cpu: '100m',
          memory: spec.memory,
          mounts: { [dashboardFolder]: 'dashboards', ...(logs && { [pluginFolder]: 'plugins' }) },
          scratch: { '/var/lib/grafana': '256Mi', '/tmp': '64Mi' },
          ready: httpGet('/api/health', 'http'),
          // Says nothing of the database: a failover of PostgreSQL must not restart it.
          live: httpGet('/healthz', 'http', { failureThreshold: 6 }),
          // The first start makes a thousand changes of the schema, each confirmed by two PostgreSQL servers.
          startup: httpGet('/healthz', 'http', { failureThreshold: 120 }),
        },
      },
    });
    web?.expose({
      host: 'grafana',
      namespace,
      service: 'grafana',
      port: server.ports.http,
      closed: apiDocuments,
      leads: alerts ? alertPages : {},
    });
    server.connectsTo(
      database.port,
      metrics.metricsPort,
      ...(traces ? [traces.tracesPort] : []),
      ...(logs ? [logs.readPort, ...logs.plugin.ports] : []),
      ...(alerts ? [alerts.alertsPort] : []),
      ...(spec.signIn ? [worldAt(spec.signIn.token), worldAt(spec.signIn.userinfo)] : []),
    );
  }

  /** A ConfigMap each, since all of them together would not fit into one. */
  show({ dashboards, apps }: Gathered): void {
    const titles = new Map(dashboards.map(({ uid, title }) => [uid, title]));
    for (const dashboard of dashboards) {
      const name = `dashboard-${dashboard.uid}`;
      const json = dashboardJson(dashboard, { apps, titles });
      emit<ConfigMap>(this, name, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace, annotations: onChangeMark.as('reload') },
        data: { [`${dashboard.uid}.json`]: jsonText(json) },
      });
      this.dashboards.push({ configMap: { name } });
    }
  }
}

/** Grafana's names, from its conf/defaults.ini; what is left out is as there. */
function settings(
  host: string,
  { host: server, port, database, user }: SqlDatabase,
  { hasLogs, signIn }: { hasLogs: boolean; signIn?: SignInWithEndpoints },
): string {
  return ini({
    server: { domain: host, root_url: `https://${host}/`, enforce_domain: 'false' },
    database: {
      type: 'postgres',
      host: `${server}:${port.port}`,
      name: database,
      user,
      ssl_mode: 'require',
      // Three servers of a rack share one hundred connections with everybody else.
      max_open_conn: '8',
      max_idle_conn: '2',
    },
    security: {
      admin_user: 'admin',
      cookie_secure: 'true',
      disable_gravatar: 'true',
    },
    users: { allow_sign_up: 'false', home_page: `/d/${homeDashboard}` },
    'auth.anonymous': { enabled: 'false' },
    ...(signIn && { 'auth.generic_oauth': signInSettings(signIn) }),
    analytics: {
      reporting_enabled: 'false',
      check_for_updates: 'false',
      check_for_plugin_updates: 'false',
      feedback_links_enabled: 'false',
    },
    news: { news_feed_enabled: 'false' },
    plugins: {
      plugin_admin_enabled: 'false',
      preinstall_disabled: 'true',
      preinstall_auto_update: 'false',
      public_key_retrieval_disabled: 'true',
      // Its hash was verified; whether a release is signed besides is its publisher’s to change.
      ...(hasLogs && { allow_loading_unsigned_plugins: logPlugin }),
    },
    snapshots: { external_enabled: 'false' },
    // Its pages show what Prometheus judges and silence what Alertmanager sends; a judge of its own would wake people twice.
    unified_alerting: { enabled: 'true', execute_alerts: 'false' },
    'unified_alerting.state_history': { enabled: 'false' },
    dashboards: { min_refresh_interval: '10s' },
    log: { mode: 'console' },
    'log.console': { format: 'json' },
  });
}

function ini(sections: Record<string, Record<string, string>>): string {
  return Object.entries(sections)
    .map(([section, keys]) =>
      [`[${section}]`, ...Object.entries(keys).map(([key, value]) => `${key} = ${value}`), ''].join('\n'),
    )
    .join('\n');
}

/** Grafana looks every half minute whether a mounted file has changed. */
const dashboardProvider = `apiVersion: 1
providers:
  - name: rack
    type: file
    disableDeletion: false
    allowUiUpdates: false
    updateIntervalSeconds: 30
    options:
      path: ${dashboardFolder}
`;
