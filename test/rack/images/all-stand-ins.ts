import type { StandIn } from './stand-in';
import { sandboxImage } from '../box/blade-files';

const postgresBin = '/usr/lib/postgresql/18/bin';
const postgresPrograms = ['initdb', 'pg_basebackup', 'pg_controldata', 'pg_ctl', 'pg_isready', 'pg_rewind', 'postgres'];
const postgresMore = [
  'pg_dump',
  'pg_restore',
  'pg_resetwal',
  'pg_archivecleanup',
  'pg_checksums',
  'pg_receivewal',
  'psql',
];

/** The table: which program stands in for which image. */
export const standIns: StandIn[] = [
  {
    image: sandboxImage.split(':')[0]!,
    program: 'BusyBox of Debian forky, sleeping',
    doesNotShow: 'the sandbox image of Talos',
    files: {},
    busybox: true,
    entrypoint: ['/bin/sleep', '2147483647'],
  },
  {
    image: 'docker.io/library/redis',
    program: 'Redis 8.0.6 of Debian forky, BusyBox',
    doesNotShow: 'Redis 8.10.1, musl',
    files: {
      '/usr/local/bin/redis-server': 'tree:/usr/bin/redis-server',
      '/usr/local/bin/redis-cli': 'tree:/usr/bin/redis-cli',
    },
    links: { '/usr/local/bin/redis-sentinel': 'redis-server' },
    busybox: true,
    command: ['redis-server'],
  },
  {
    image: 'docker.io/oliver006/redis_exporter',
    program: 'prometheus-redis-exporter of Debian forky',
    doesNotShow: 'redis_exporter 1.87.0',
    files: { '/redis_exporter': 'tree:/usr/bin/prometheus-redis-exporter' },
    user: '59000:59000',
    entrypoint: ['/redis_exporter'],
  },
  {
    image: 'ghcr.io/cloudnative-pg/postgresql',
    program: 'PostgreSQL 18.6 of Debian forky',
    doesNotShow: "the image's own locales and libraries",
    files: {},
    folders: ['/usr/lib/postgresql/18', '/usr/share/postgresql/18', '/usr/share/zoneinfo'],
    links: Object.fromEntries(
      [...postgresPrograms, ...postgresMore].map((name) => [`/usr/bin/${name}`, `${postgresBin}/${name}`]),
    ),
    busybox: true,
    user: '26:26',
    env: { PATH: `${postgresBin}:/usr/bin:/bin`, LANG: 'C' },
  },
  {
    image: 'ghcr.io/cloudnative-pg/pgvector',
    program: 'pgvector 0.8.7 of Debian forky',
    doesNotShow: 'pgvector 0.8.6',
    files: {
      '/lib/vector.so': 'tree:/usr/lib/postgresql/18/lib/vector.so',
      '/share/extension/': 'tree:/usr/share/postgresql/18/extension/vector*',
    },
    bare: true,
  },
  {
    image: 'ghcr.io/cloudnative-pg/cloudnative-pg',
    program: 'CloudNativePG operator 1.30.0 built from source',
    doesNotShow: 'CloudNativePG 1.30.1',
    files: { '/operator/manager_amd64': 'go:cloudnative-pg' },
    links: { '/manager': '/operator/manager_amd64' },
    user: '65532:65532',
    entrypoint: ['/manager'],
  },
  {
    image: 'ghcr.io/cloudnative-pg/plugin-barman-cloud',
    program: 'backup plugin 0.13.0 built from source',
    doesNotShow: "the image's own build",
    files: { '/manager': 'go:plugin-barman-cloud' },
    user: '65532:65532',
    entrypoint: ['/manager'],
  },
  {
    image: 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar',
    program: 'backup plugin 0.13.0 built from source, Barman 3.19.1 of PyPI on Python 3.11',
    doesNotShow: 'Python 3.13, botocore 1.43.26 (this is 1.43.56), the compressions that only the image has',
    judged: 'barman',
    files: {},
    links: { '/manager': '/usr/local/bin/manager' },
    user: '26:26',
  },
  {
    image: 'docker.io/pgsty/silo',
    program: 'MinIO, the last published source',
    doesNotShow: 'the fork that the rack runs, and what it repaired since',
    files: { '/usr/bin/minio': 'go:minio' },
    user: '1000:1000',
    entrypoint: ['/usr/bin/minio'],
  },
  {
    image: 'docker.io/pgsty/mc',
    program: "MinIO's client, the last published source, BusyBox",
    doesNotShow: "the fork's client",
    files: { '/usr/bin/mc': 'go:mc' },
    busybox: true,
    user: '1000:1000',
    entrypoint: ['/usr/bin/mc'],
  },
  ...(
    [
      ['controller', ', the issuer of Venafi'],
      ['webhook', ''],
      ['cainjector', ''],
    ] as const
  ).map(([name, lacks]): StandIn => ({
    image: `quay.io/jetstack/cert-manager-${name}`,
    program: `cert-manager's ${name} 1.21.2 built from source, started by a main of ours`,
    doesNotShow: `1.21.1, its own main${lacks}`,
    files: { [`/app/cmd/${name}/${name}`]: `go:cert-manager-${name}` },
    user: '65532:65532',
    entrypoint: [`/app/cmd/${name}/${name}`],
  })),
  {
    image: 'registry.k8s.io/coredns/coredns',
    program: 'CoreDNS 1.15.0 built from source',
    doesNotShow: "the version that Talos brings, and Talos' own DNS cache on each blade",
    files: { '/coredns': 'go:coredns' },
    entrypoint: ['/coredns'],
  },
  ...(
    [
      ['quay.io/prometheus/prometheus', 'prometheus', '/bin/prometheus', '3.15.0 (this is 3.16.0); web pages'],
      ['quay.io/prometheus/alertmanager', 'alertmanager', '/bin/alertmanager', 'web pages'],
      ['quay.io/prometheus/node-exporter', 'node-exporter', '/bin/node_exporter', 'sensors and disks of a CM4'],
      ['quay.io/prometheus/blackbox-exporter', 'blackbox-exporter', '/bin/blackbox_exporter', 'pages: none is here'],
      ['registry.k8s.io/kube-state-metrics/kube-state-metrics', 'kube-state-metrics', '/kube-state-metrics', 'nothing'],
    ] as const
  ).map(([image, name, place, lacks]): StandIn => ({
    image,
    program: `${name} built from source, as its judge runs it`,
    doesNotShow: `the image's own build; ${lacks}`,
    files: { [place]: `go:${name}` },
    busybox: true,
    user: '65534:65534',
    entrypoint: [place],
  })),
  {
    image: 'docker.io/otel/opentelemetry-collector-k8s',
    program: 'OpenTelemetry collector built from source, as its judge runs it',
    doesNotShow: 'the version of the image, the parts that only it has',
    files: { '/otelcol-k8s': 'go:otelcol' },
    user: '10001:10001',
    entrypoint: ['/otelcol-k8s'],
  },
  {
    image: 'ghcr.io/berriai/litellm',
    program: 'LiteLLM 1.103.2 of PyPI',
    doesNotShow: "Prisma's native programs (here WebAssembly), the image's own layout",
    judged: 'litellm',
    files: {},
  },
  {
    image: 'ghcr.io/open-webui/open-webui',
    program: 'Open WebUI 0.11.4 of PyPI',
    doesNotShow: "the image's own start.sh and layout",
    judged: 'openWebui',
    files: {},
  },
  {
    image: 'ghcr.io/ggml-org/llama.cpp',
    program: 'llama.cpp b11669 of Debian forky',
    doesNotShow: 'b11243, its arm64 backends',
    judged: 'llama',
    files: {},
  },
  {
    image: 'registry.example.org/you/thermal-daemon',
    program: 'the shipped image for amd64, with a fan chip of ours before its system calls (fake-chip.c)',
    doesNotShow: 'the image for arm64, a real chip, an I2C driver',
    judged: 'thermalDaemon',
    files: {},
  },
  {
    image: 'ghcr.io/squat/generic-device-plugin',
    program: 'generic-device-plugin of the PATH, or built from source at commit 179b1fe',
    doesNotShow: 'the published image, which may be of another commit',
    files: { '/generic-device-plugin': 'go:generic-device-plugin' },
    entrypoint: ['/generic-device-plugin'],
  },
  {
    image: 'bench.example.org/object-client',
    program: "MinIO's client with bash: a client of the object store",
    doesNotShow: 'client libraries of Open WebUI, their retries and pools',
    files: { '/usr/bin/mc': 'go:mc', '/usr/bin/bash': 'tree:/usr/bin/bash' },
    busybox: true,
    user: '1000:1000',
  },
  {
    image: 'bench.example.org/rack-client',
    program: 'redis-cli and psql of Debian forky with bash: the clients of the scenarios',
    doesNotShow: 'client libraries of LiteLLM and Open WebUI, their retries and pools',
    files: {
      '/usr/bin/redis-cli': 'tree:/usr/bin/redis-cli',
      '/usr/bin/bash': 'tree:/usr/bin/bash',
      '/usr/bin/psql': `tree:${postgresBin}/psql`,
    },
    busybox: true,
    user: '1000:1000',
  },
];
