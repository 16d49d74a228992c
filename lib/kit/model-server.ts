import { Construct } from 'constructs';
import type { ModelFile } from './model-files';
import type { ModelCache, ModelEndpoint } from './peers';
import type { PodPort } from './ports';
import { httpGet } from './probes';
import { s3Curl, shellScript, webCurl } from './script-text';
import { serviceHost } from './service';
import { growing, restingAt } from './size';
import { Workload } from './workload';

export interface ModelServerProps {
  namespace: string;
  name: string;
  model: ModelFile;
  /** Servers of the same model have it in common. @default - stands for itself */
  family?: string;
  /** @default 1 */
  replicas?: number;
  /** Whether a roll-out starts the successor first. @default - as of any Deployment */
  surge?: boolean;
  cpu: string;
  memory: string;
  /** In a small rack: memory that it takes at rest, and its processor. @default - `memory`, `cpu` */
  small?: { atRest: string; cpu: string };
  /** Arguments beyond model, address and metrics. */
  args: string[];
  /** Further settings of llama.cpp, by the names of its environment. @default - none */
  env?: Record<string, string>;
  cache: ModelCache;
}

/**
 * llama.cpp's server for one model, behind a Service of its own name. The file is no data: each pod fetches it from the
 * rack's cache, verifies it, and forgets it when it goes, so that any blade may run it.
 */
export class ModelServer extends Construct implements ModelEndpoint {
  readonly port: PodPort;
  readonly baseUrl: string;

  constructor(
    scope: Construct,
    { namespace, name, model, family, replicas = 1, surge, cpu, memory, args, env, small, cache }: ModelServerProps,
  ) {
    super(scope, name);
    const source = cache.source(model, namespace);
    const path = `/models/${model.file}`;
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name,
      family,
      tier: 'large',
      replicas,
      surge,
      user: { uid: 10_001, gid: 10_001 },
      ...growing(small ? 'small' : 'standard'),
      config: { 'fetch.sh': fetchSh(source.account ? s3Curl(source.account.region) : webCurl) },
      volumes: { models: { emptyDir: { sizeLimit: roomFor(model) } } },
      initContainers: {
        fetch: {
          image: 'llama-cpp',
          command: ['sh', `/etc/${name}/fetch.sh`],
          env: {
            FILE: model.file,
            BYTES: String(model.bytes),
            SHA256: model.sha256,
            URL: source.url,
            ...(source.account && {
              ACCESS_KEY_ID: source.account.accessKey,
              ACCESS_SECRET_KEY: source.account.secretKey,
            }),
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
            // Threads wait for each other at every layer: one that storage or network holds up would hold up all four.
            ...['--threads', '3', '--threads-batch', '4'],
            ...['--cache-ram', '0', '--metrics', '--offline', ...args],
          ],
          env: {
            HOME: '/tmp',
            // Mapped weights are cache to the kernel: the first thing that it drops when memory is short.
            LLAMA_ARG_LOAD_MODE: 'none',
            ...env,
          },
          ports: { http: { port: 8080, http: true } },
          scrape: 'http',
          cpu: small?.cpu ?? cpu,
          memory,
          ...(small && restingAt(small.atRest, { size: 'small', memory })),
          mounts: { '/models': 'models' },
          scratch: { '/tmp': '16Mi' },
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
          // Reading a gigabyte from disk and warming up takes a CM4 minutes; until then /health answers 503.
          startup: httpGet('/health', 'http', { failureThreshold: 120 }),
        },
      },
    });
    server.connectsTo(source.port);
    this.port = server.ports.http;
    this.baseUrl = `http://${serviceHost(namespace, name)}:8080/v1`;
  }
}

/**
 * `count` servers of one model, each with a Service of its own, so that a gateway can choose the one that is free. A
 * roll-out reaches all at once: the first serves until its successor does, the others go first, or each would need as much
 * room again (docs/decisions/0027-room-for-roll-outs.md).
 */
export function modelServers(
  scope: Construct,
  { name, count, ...props }: Omit<ModelServerProps, 'family' | 'replicas' | 'surge'> & { count: number },
): ModelServer[] {
  return Array.from(
    { length: count },
    (_, index) =>
      new ModelServer(scope, {
        ...props,
        name: `${name}-${index}`,
        family: name,
        surge: index === 0 ? undefined : false,
      }),
  );
}

/** Room for the file and the file system's own. */
export function roomFor({ bytes }: ModelFile): string {
  return `${Math.ceil((bytes * 1.1) / 1024 ** 2)}Mi`;
}

/**
 * Waits for the source as long as it takes, goes on where it was cut off, and believes the file only by its hash.
 *
 * @param curl how the source is asked
 */
export const fetchSh = (curl: string): string =>
  shellScript(
    'part="/models/$FILE.part"',
    'size() { if [ -f "$part" ]; then wc -c < "$part"; else echo 0; fi; }',
    'until [ -f "/models/$FILE" ]; do',
    '  if [ "$(size)" -lt "$BYTES" ]; then',
    `    ${curl} \\`,
    '      --connect-timeout 10 --speed-limit 1000 --speed-time 60 --continue-at - --output "$part" "$URL" || sleep 15',
    '  fi',
    '  if [ "$(size)" -lt "$BYTES" ]; then',
    '    echo "$FILE: $(size) of $BYTES bytes"',
    '  elif echo "$SHA256  $part" | sha256sum --check --quiet; then',
    '    mv "$part" "/models/$FILE"',
    '  else',
    '    echo "$FILE is not what its hash says: fetched again"',
    '    rm "$part"',
    '    sleep 60',
    '  fi',
    'done',
  );
