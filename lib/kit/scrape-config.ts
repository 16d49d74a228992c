import {
  type BladeScrape,
  type Exposition,
  type PodScrape,
  type ProbeScrape,
  type ScrapeTarget,
  jobName,
} from './scrape';

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';
const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';

/** One job as Prometheus reads it. Every series of it says `namespace`, `pod` and `node` as far as they apply. */
export function scrapeConfig(target: ScrapeTarget): object {
  const metrics = metricRelabels(target);
  return {
    job_name: jobName(target),
    metrics_path: target.path ?? '/metrics',
    ...(target.honorLabels && { honor_labels: true }),
    ...byKind(target),
    ...(metrics.length > 0 && { metric_relabel_configs: metrics }),
  };
}

function byKind(target: ScrapeTarget): object {
  switch (target.kind) {
    case 'pods':
      return podScrape(target);
    case 'blades':
      return bladeScrape(target);
    case 'probes':
      return probeScrape(target);
  }
}

/** Found by the labels that policies select, and by port number, which operators' pods have in common with ours. */
function podScrape({ pods, port }: PodScrape): object {
  const labels = Object.entries(pods.labels);
  return {
    kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [pods.namespace] } }],
    relabel_configs: [
      {
        source_labels: [...labels.map(([key]) => metaLabel('pod', key)), '__meta_kubernetes_pod_container_port_number'],
        regex: [...labels.map(([, value]) => value), String(port.port)].join(';'),
        action: 'keep',
      },
      { source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
      { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
      { source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'node' },
    ],
  };
}

function bladeScrape({ port, on, scheme, serverName }: BladeScrape): object {
  return {
    scheme,
    ...(scheme === 'https' && {
      authorization: { type: 'Bearer', credentials_file: `${serviceAccount}/token` },
      tls_config: { ca_file: `${serviceAccount}/ca.crt`, ...(serverName && { server_name: serverName }) },
    }),
    kubernetes_sd_configs: [{ role: 'node' }],
    relabel_configs: [
      ...(on === 'control-plane'
        ? [
            {
              source_labels: [`__meta_kubernetes_node_labelpresent_${escaped(controlPlaneLabel)}`],
              regex: 'true',
              action: 'keep',
            },
          ]
        : []),
      {
        source_labels: ['__meta_kubernetes_node_address_InternalIP'],
        target_label: '__address__',
        replacement: `$1:${port}`,
      },
      { source_labels: ['__meta_kubernetes_node_name'], target_label: 'node' },
    ],
  };
}

/** The prober is what is scraped; the address it shall try becomes its parameter, and the instance of the series. */
function probeScrape({ prober, module, urls }: ProbeScrape): object {
  const { pods, port } = prober;
  return {
    params: { module: [module] },
    static_configs: [{ targets: [...urls()].sort() }],
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: `${pods.name}.${pods.namespace}.svc.cluster.local:${port}` },
    ],
  };
}

function metricRelabels({ keep, drop, require }: Exposition): object[] {
  const rule = (names: readonly string[], action: string) => ({
    source_labels: ['__name__'],
    regex: names.join('|'),
    action,
  });
  return [
    ...(keep ? [rule(keep.names, 'keep')] : []),
    ...(drop ? [rule(drop.names, 'drop')] : []),
    ...(require ? [{ source_labels: [require.label], regex: '.+', action: 'keep' }] : []),
  ];
}

/** Whether a metric of this name gets past what is kept and dropped. */
export function isStored(name: string, given: Pick<Exposition, 'keep' | 'drop'>): boolean {
  return storing(given)(name);
}

/** The same for many names. */
export function storing({ keep, drop }: Pick<Exposition, 'keep' | 'drop'>): (name: string) => boolean {
  const kept = keep && matching(keep.names);
  const dropped = drop && matching(drop.names);
  return (name) => (!kept || kept(name)) && !dropped?.(name);
}

/** Most are plain names, which a set knows sooner than a pattern of hundreds of them. */
function matching(names: readonly string[]): (name: string) => boolean {
  const plain = new Set(names.filter((name) => /^\w+$/.test(name)));
  const patterns = names.filter((name) => !plain.has(name));
  const pattern = patterns.length > 0 ? new RegExp(`^(?:${patterns.join('|')})$`) : undefined;
  return (name) => plain.has(name) || (pattern?.test(name) ?? false);
}

function metaLabel(of: 'pod' | 'node', key: string): string {
  return `__meta_kubernetes_${of}_label_${escaped(key)}`;
}

function escaped(key: string): string {
  return key.replace(/[^a-zA-Z0-9_]/g, '_');
}
