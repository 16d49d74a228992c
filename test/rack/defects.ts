import { type KubeObject, objectId } from '../cluster/kube/object';
import type { DataApps } from './data-apps';
import type { RackInBox } from './rack-in-box';
import { type RunSettings, runScenarios } from './run';
import { scenariosFor } from './scenarios/all-scenarios';

/** A fault put into the objects on purpose, and the words by which a scenario must notice it. */
interface Defect {
  scenario: string;
  title: string;
  /** Object that is changed, as `namespace/Kind/name`. */
  object: string;
  change: (object: Loose) => void;
  expects: RegExp;
}

/** An object whose fields a defect may change as it likes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

export const rackDefects: Defect[] = [
  {
    scenario: 'cold-start',
    title: 'a program that its user may not start: the pod wants a user and names root',
    object: 'data/StatefulSet/redis',
    change: ({ spec }) => (spec.template.spec.securityContext.runAsUser = 0),
    expects: /data\/Pod\/redis-\d redis: CreateContainerConfigError .*root/,
  },
  {
    scenario: 'cold-start',
    title: 'a probe that asks what nobody answers',
    object: 'data/StatefulSet/redis',
    change: ({ spec }) =>
      (spec.template.spec.containers[1].readinessProbe.exec.command = ['redis-cli', '-e', '-p', '1', 'ping']),
    expects: /data\/Pod\/redis-\d is not Ready/,
  },
  {
    scenario: 'cold-start',
    title: 'a mount below a folder that is read-only, of a key that is not there',
    object: 'data/StatefulSet/redis',
    change: ({ spec }) => (spec.template.spec.volumes[0].configMap.items = [{ key: 'nowhere', path: 'redis.conf' }]),
    expects: /data\/Pod\/redis-\d .*ContainerCreating/,
  },
  {
    scenario: 'cold-start',
    title: 'less memory than the program needs to start',
    object: 'data/Cluster/postgres',
    change: ({ spec }) => (spec.resources = { requests: { memory: '48Mi' }, limits: { memory: '48Mi' } }),
    expects: /data\/Cluster\/postgres has \d instances|Cluster\/postgres: .*memory|shared_buffers/,
  },
  {
    scenario: 'cold-start',
    title: 'no rule lets the operator speak to the API server',
    object: 'cnpg-system/NetworkPolicy/cloudnative-pg-cilium',
    change: (object) => (object.spec = { podSelector: { matchLabels: { app: 'nobody' } }, policyTypes: ['Egress'] }),
    expects: /failed calling webhook|cnpg-system\/Deployment\/cnpg-controller-manager has 0/,
  },
  {
    scenario: 'policies',
    title: 'a policy that lets everybody in',
    object: 'data/NetworkPolicy/redis',
    change: ({ spec }) => (spec.ingress = [{}]),
    expects: /reaches redis\.data on port/,
  },
  {
    scenario: 'policies',
    title: 'a policy without the client',
    object: 'data/NetworkPolicy/postgres',
    change: ({ spec }) =>
      (spec.ingress = spec.ingress.filter(
        (rule: Loose) => !JSON.stringify(rule).includes('"app.kubernetes.io/name":"litellm"'),
      )),
    expects: /does not reach postgres-rw\.data on port 5432/,
  },
  {
    scenario: 'plug-redis',
    title: 'Sentinels that are patient for an hour',
    object: 'data/ConfigMap/redis',
    change: ({ data }) =>
      (data['start-sentinel.sh'] = data['start-sentinel.sh'].replace('dead_after=3000', 'dead_after=3600000')),
    expects: /redis takes no write|redis took no write for/,
  },
  {
    scenario: 'plug-operator',
    title: 'one operator, which waits five minutes on a dead blade',
    object: 'cnpg-system/Deployment/cnpg-controller-manager',
    change: ({ spec }) => {
      spec.replicas = 1;
      delete spec.template.spec.tolerations;
    },
    expects: /postgres takes no write|postgres took no write for/,
  },
  {
    scenario: 'drain',
    title: 'a budget that spares nobody',
    object: 'data/PodDisruptionBudget/redis',
    change: ({ spec }) => (spec.maxUnavailable = 0),
    expects: /Cannot evict pod|drain/,
  },
  {
    scenario: 'upgrade',
    title: 'a program that starts on an empty volume only',
    object: 'data/ConfigMap/redis',
    change: ({ data }) =>
      (data['start-redis.sh'] = data['start-redis.sh'].replace(
        'exec redis-server',
        'mkdir /data/started || exit 1\nexec redis-server',
      )),
    expects: /data\/Pod\/redis-\d (is not Ready|redis: CrashLoopBackOff)/,
  },
  {
    scenario: 'bad-roll-out',
    title: 'a set that no commit reaches',
    object: 'data/StatefulSet/redis',
    change: ({ spec }) => (spec.updateStrategy = { type: 'OnDelete' }),
    expects: /data\/StatefulSet\/redis: .* changed nothing/,
  },
  {
    scenario: 'memory',
    title: 'a database without a limit',
    object: 'data/Cluster/postgres',
    change: ({ spec }) => (spec.resources.limits.memory = '64Gi'),
    expects: /was answered within a limit|postgres took no write/,
  },
  {
    scenario: 'power-cut',
    title: 'Redis on a folder in memory',
    object: 'data/StatefulSet/redis',
    change: ({ spec }) => {
      delete spec.volumeClaimTemplates;
      // A folder of the pod alone would do: it lies on the blade's disk until the pod goes.
      spec.template.spec.volumes.push({ name: 'data', emptyDir: { medium: 'Memory' } });
    },
    expects: /redis lost \d+ of \d+|what redis holds/,
  },
  {
    scenario: 'disk-full-redis',
    title: 'Redis that keeps nothing on its volume, and so never notices that it is full',
    object: 'data/ConfigMap/redis',
    change: ({ data }) => (data['redis.conf'] = data['redis.conf'].replace('appendonly yes', 'appendonly no')),
    expects: /data\/StatefulSet\/redis: .* writes were taken/,
  },
  {
    scenario: 'disk-full-redis',
    title: 'claims whose class lets no volume grow',
    object: 'StorageClass/node-local',
    change: (object) => (object.allowVolumeExpansion = false),
    expects: /data\/PersistentVolumeClaim\/data-redis-\d: .*(resize|expansion)/,
  },
  {
    scenario: 'disk-full-postgres',
    title: 'nobody is told of a full volume of a database',
    object: 'monitoring/ConfigMap/prometheus',
    change: (object) =>
      (object.data = JSON.parse(
        JSON.stringify(object.data).replaceAll('claim:room_left:ratio{', 'claim:no_such_series:ratio{'),
      ) as Loose),
    expects: /alert DataClaimFull for .*postgres-\d.*not within/,
  },
  {
    scenario: 'disk-full-postgres',
    title: 'a database whose volumes do not grow while it uses them',
    object: 'data/Cluster/postgres',
    change: ({ spec }) => {
      for (const volume of [spec.storage, spec.walStorage]) volume.resizeInUseVolumes = false;
    },
    expects: /postgres takes no write for/,
  },
  {
    scenario: 'monitoring',
    title: 'a Prometheus that no policy lets ask the exporter of Redis',
    object: 'data/NetworkPolicy/redis',
    change: ({ spec }) =>
      (spec.ingress = spec.ingress.filter((rule: Loose) => !JSON.stringify(rule).includes('"prometheus"'))),
    expects: /target redis-\d of data\/redis\/metrics is down/,
  },
  {
    scenario: 'monitoring',
    title: 'Alertmanager may not reach whom it should tell',
    object: 'monitoring/NetworkPolicy/alertmanager-cilium',
    change: ({ spec }) =>
      (spec.egress = spec.egress.filter((rule: Loose) => !JSON.stringify(rule).includes('ipBlock'))),
    expects: /receiver to be told Watchdog.*it was told: nothing/,
  },
  {
    scenario: 'monitoring',
    title: 'no policy lets LiteLLM tell the collector anything',
    object: 'monitoring/NetworkPolicy/otel-collector-cilium',
    change: ({ spec }) => (spec.ingress = []),
    expects: /Deployment\/otel-collector does not take what LiteLLM sends: .*000/,
  },
  {
    scenario: 'monitoring',
    title: 'no policy lets the API server ask cert-manager’s webhook',
    object: 'cert-manager/NetworkPolicy/cert-manager-webhook-cilium',
    change: ({ spec }) => (spec.ingress = []),
    expects: /cert-manager\/Certificate\/rack-ca: .*failed calling webhook "webhook\.cert-manager\.io"/,
  },
  {
    scenario: 'monitoring',
    title: 'an authority that may vouch for the pages alone, and not for servers of the cluster',
    object: 'cert-manager/Certificate/rack-ca',
    change: ({ spec }) => (spec.nameConstraints.permitted.dnsDomains = ['rack.home.arpa']),
    expects: /monitoring\/Certificate\/blackbox-exporter: no client believes .*permitted subtree violation/,
  },
  {
    scenario: 'monitoring',
    title: 'an authority that may vouch for everything',
    object: 'cert-manager/Certificate/rack-ca',
    change: ({ spec }) => delete spec.nameConstraints,
    expects: /cert-manager\/Certificate\/rack-ca vouches for shop\.example\.org/,
  },
  {
    scenario: 'plug-minio',
    title: 'a store that keeps every object once',
    object: 'data/StatefulSet/minio',
    change: ({ spec }) =>
      spec.template.spec.containers[0].env.push({ name: 'MINIO_STORAGE_CLASS_STANDARD', value: 'EC:0' }),
    expects: /^minio takes no write for|minio, (put|get)s took no write for/,
  },
  {
    scenario: 'plug-minio',
    title: 'a user whose password the store was told otherwise',
    object: 'data/Secret/minio-users',
    change: ({ stringData }) => (stringData['open-webui'] = 'not-what-its-app-was-told'),
    expects: /minio takes no write for .*signature/i,
  },
  {
    scenario: 'plug-minio',
    title: 'servers that may not speak to one another',
    object: 'data/NetworkPolicy/minio',
    change: ({ spec }) => (spec.egress = []),
    expects: /data\/Job\/minio-setup-\w+ is not Complete/,
  },
  {
    scenario: 'backups',
    title: 'a key that the provider does not know',
    object: 'data/Secret/postgres-offsite',
    change: ({ stringData }) => (stringData.ACCESS_SECRET_KEY = 'not-what-the-provider-gave'),
    expects: /no base backup within|data\/Backup\/postgres-nightly-\d+ is failed/,
  },
  {
    scenario: 'backups',
    title: 'PostgreSQL may not reach the provider',
    object: 'data/NetworkPolicy/postgres-cilium',
    change: ({ spec }) =>
      (spec.egress = spec.egress.filter((rule: Loose) => !JSON.stringify(rule).includes('198.51.100.10'))),
    expects: /no base backup within|data\/Backup\/postgres-nightly-\d+ is failed/,
  },
  {
    scenario: 'backups',
    title: 'a drill that wants a database which nobody backed up',
    object: 'data/ConfigMap/restore-drill-postgres',
    change: ({ data }) =>
      (data['database.sh'] = data['database.sh'].replace('for database in ', 'for database in nowhere ')),
    expects: /data\/CronJob\/restore-drill-postgres: .*database nowhere is not in the backup/,
  },
  {
    scenario: 'backups',
    title: 'a restore from a cluster that nobody backed up',
    object: 'data/Cluster/postgres-2',
    change: ({ spec }) => (spec.externalClusters[0].plugin.parameters.serverName = 'nobody'),
    expects: /data\/Cluster\/postgres-2 after \d+ s: 0 instances/,
  },
  {
    scenario: 'models',
    title: 'less memory than a model server needs',
    object: 'ml/Deployment/chat-0',
    change: ({ spec }) => (spec.template.spec.containers[0].resources.limits.memory = '16Mi'),
    expects: /ml\/Pod\/chat-0-\S+ server was started again \d+ times: OOMKilled/,
  },
  {
    scenario: 'models',
    title: 'a store that knows another password of those who fetch models',
    object: 'data/Secret/minio-users',
    change: ({ stringData }) => (stringData.models = 'not-what-its-app-was-told'),
    expects: /ml\/Job\/model-fetch-\w+ is not done/,
  },
  {
    scenario: 'models',
    title: 'a folder for scratch files that is too small for what LiteLLM writes',
    object: 'ml/Deployment/litellm',
    change: ({ spec }) => (spec.template.spec.volumes[1].emptyDir.sizeLimit = '4Ki'),
    expects: /ml\/Pod\/litellm-\S+ failed: Evicted .*litellm-tmp/,
  },
  {
    scenario: 'models',
    title: 'a folder that is read-only although Open WebUI writes there',
    object: 'ml/StatefulSet/open-webui',
    change: ({ spec }) => {
      const [container] = spec.template.spec.containers;
      container.volumeMounts = container.volumeMounts.filter(({ mountPath }: Loose) => !mountPath.endsWith('/static'));
    },
    expects: /ml\/Pod\/open-webui-0 open-webui.*(CrashLoopBackOff|started again)/,
  },
  {
    scenario: 'models',
    title: 'no policy lets the gateway ask a chat server',
    object: 'ml/NetworkPolicy/litellm',
    change: ({ spec }) => (spec.egress = spec.egress.filter((rule: Loose) => !/"chat-\d"/.test(JSON.stringify(rule)))),
    expects: /answers no question|got no answer/,
  },
  {
    scenario: 'models',
    title: 'a gateway that waits ten minutes for a server that is dead',
    object: 'ml/Deployment/litellm',
    change: ({ spec }) => {
      const [container] = spec.template.spec.containers;
      container.env = container.env.filter(({ name }: Loose) => !name.startsWith('AIOHTTP_'));
    },
    expects: /got no answer for/,
  },
  {
    scenario: 'thermal',
    title: 'a plugin that hands the device on under another name',
    object: 'hardware/DaemonSet/device-plugin',
    change: ({ spec }) => {
      const [container] = spec.template.spec.containers;
      container.args = container.args.map((arg: string) => arg.replace('"name":"i2c"', '"name":"spi"'));
    },
    expects: /Node\/\S+ has 0 of 2 squat\.ai\/i2c/,
  },
  {
    scenario: 'thermal',
    title: 'a daemon that is not in the group of the device',
    object: 'thermal/DaemonSet/thermal-emc2301',
    change: ({ spec }) => {
      const { securityContext } = spec.template.spec;
      securityContext.runAsGroup = securityContext.fsGroup = 65532;
    },
    expects: /thermal\/Pod\/thermal-emc2301-\S+ is not Ready/,
  },
  {
    scenario: 'flux',
    title: 'an app whose Secrets nobody may open',
    object: 'flux-system/Kustomization/postgres',
    change: ({ spec }) => delete spec.decryption,
    expects: /Kustomization\/postgres: .*encrypt/,
  },
  {
    scenario: 'flux',
    title: 'an app whose health nobody looks at',
    object: 'flux-system/Kustomization/redis',
    change: ({ spec }) => delete spec.healthChecks,
    expects: /Kustomization\/redis to tell what is wrong/,
  },
];

export interface DefectResult {
  scenario: string;
  title: string;
  /** The message by which it was noticed; absent when it was not. */
  noticed?: string;
}

/** Runs each defect on a box of its own, after a cold start, and sees whether its scenario notices it. */
export async function runDefects(
  rack: RackInBox,
  apps: DataApps,
  wanted: readonly string[],
  settings: RunSettings,
): Promise<DefectResult[]> {
  const results: DefectResult[] = [];
  for (const defect of rackDefects.filter(({ scenario }) => wanted.length === 0 || wanted.includes(scenario))) {
    const { scenario, title, expects } = defect;
    settings.progress(`── defect for ${scenario}: ${title}`);
    const scenarios = scenariosFor([scenario]);
    const found = await runScenarios(rack, withDefect(apps, defect), scenarios, {
      ...settings,
      // Where the cold start is to fail there is no sense in waiting; where it is not, a busy machine must not fail it.
      ...(scenario === 'cold-start' && { coldStartSeconds: 150 }),
      modelsReadySeconds: 240,
    });
    const failures = found.filter(({ id }) => id === scenario).flatMap((result) => result.failures);
    const noticed = failures.flatMap((failure) => failure.split('\n')).find((line) => expects.test(line));
    settings.progress(`── ${noticed ?? `NOT NOTICED; it said: ${failures.join('; ') || 'all is well'}`}`);
    results.push({ scenario, title, ...(noticed !== undefined && { noticed }) });
  }
  return results;
}

function withDefect(apps: DataApps, { object, change, title }: Defect): DataApps {
  let found = false;
  const changed = (objects: readonly KubeObject[]) =>
    objects.map((each) => {
      if (objectId(each) !== object) return each;
      found = true;
      const copy = structuredClone(each);
      change(copy);
      return copy;
    });
  const { ground, apps: data, monitoring, models, thermal, minio, backups, certManager } = apps;
  const faulty = {
    ...apps,
    ground: changed(ground),
    apps: changed(data),
    monitoring: changed(monitoring),
    models: changed(models),
    thermal: changed(thermal),
    flux: { ...apps.flux, files: apps.flux.files.map((file) => ({ ...file, object: changed([file.object])[0]! })) },
    minio: changed(minio),
    certManager: {
      ...certManager,
      programs: changed(certManager.programs),
      certificates: changed(certManager.certificates),
    },
    backups: { ...backups, backups: changed(backups.backups), restored: changed(backups.restored) },
    smallVolumes: () => {
      const { small, grown } = apps.smallVolumes();
      return { small: changed(small), grown: changed(grown) };
    },
  };
  if (!found) throw new Error(`${title}: the box has no ${object}`);
  return faulty;
}
