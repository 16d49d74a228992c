import { Construct } from 'constructs';
import type { RuleSet } from './alerts';
import type { ModelFile } from './model-files';
import type { ModelCache, NodeLocalStorage } from './peers';
import type { PodPort } from './ports';
import { httpGet } from './probes';
import { s3Curl, shellScript } from './script-text';
import { serviceHost } from './service';
import { Workload } from './workload';

export interface ModelServerProps {
  namespace: string;
  name: string;
  model: ModelFile;
  replicas: number;
  cpu: string;
  memory: string;
  /** Arguments beyond model, address and metrics. */
  args: string[];
  cache: ModelCache;
  storage: NodeLocalStorage;
  /** @default - nobody is told anything */
  alerts?: RuleSet;
}

/**
 * llama.cpp's server for one model. Each replica keeps the file on a volume of its own blade: fetched from the rack's
 * cache when it is missing, verified, and then never again, however often the pod starts.
 */
export class ModelServer extends Construct {
  readonly port: PodPort;
  /** `http://chat.ml.svc.cluster.local:8080/v1`. */
  readonly baseUrl: string;

  constructor(
    scope: Construct,
    { namespace, name, model, replicas, cpu, memory, args, cache, storage, alerts }: ModelServerProps,
  ) {
    super(scope, name);
    const source = cache.source(model, namespace);
    const path = `/models/${model.file}`;
    const set = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name,
      tier: 'serving',
      replicas,
      spread: 'one-per-node',
      podManagementPolicy: 'Parallel',
      user: { uid: 10_001, gid: 10_001 },
      config: { 'fetch.sh': fetchSh },
      alerts,
      claims: { models: { ...storage.nodeLocal.claim(claimSize(model)), sizedByTemplate: true } },
      initContainers: {
        fetch: {
          image: 'llama-cpp',
          command: ['sh', `/etc/${name}/fetch.sh`],
          env: {
            FILE: model.file,
            SHA256: model.sha256,
            URL: source.url,
            ACCESS_KEY_ID: source.accessKey,
            ACCESS_SECRET_KEY: source.secretKey,
          },
          cpu: '100m',
          memory: '128Mi',
          mounts: { '/models': 'models' },
          scratch: { '/tmp': '16Mi' },
        },
      },
      containers: {
        server: {
          image: 'llama-cpp',
          args: [
            ...['--model', path, '--alias', model.alias, '--host', '0.0.0.0', '--port', '8080'],
            ...['--threads', '4', '--cache-ram', '0', '--metrics', '--offline', ...args],
          ],
          env: { HOME: '/tmp' },
          ports: { http: { port: 8080, http: true } },
          scrape: 'http',
          cpu,
          memory,
          mounts: { '/models': 'models' },
          scratch: { '/tmp': '16Mi' },
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
          // Reading a gigabyte from disk and warming up takes a CM4 minutes; until then /health answers 503.
          startup: httpGet('/health', 'http', { failureThreshold: 120 }),
        },
      },
    });
    set.connectsTo(source.port);
    this.port = set.ports.http;
    this.baseUrl = `http://${serviceHost(namespace, name)}:8080/v1`;
  }
}

/** Room for the file, its successor while that is fetched, and the file system's own. */
export function claimSize({ bytes }: ModelFile): string {
  return `${Math.ceil((bytes * 2.2) / 1024 ** 3)}Gi`;
}

const fetchSh = shellScript(
  'have=$(cat "/models/$FILE.sha256" 2>/dev/null || true)',
  'if [ "$have" = "$SHA256" ]; then exit 0; fi',
  `until ${s3Curl} \\`,
  '    --output "/models/$FILE.part" "$URL"; do',
  '  echo "the cache does not have $FILE yet"',
  '  sleep 15',
  'done',
  'echo "$SHA256  /models/$FILE.part" | sha256sum --check --quiet',
  'find /models -type f ! -name "$FILE.part" -delete',
  'mv "/models/$FILE.part" "/models/$FILE"',
  'echo "$SHA256" > "/models/$FILE.sha256"',
);
