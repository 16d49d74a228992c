/** What a machine beside the rack can do for it; the rack file lists them under `does`. */
export const helperDuties = ['image-cache', 'clock', 'etcd-snapshots', 'documents'] as const;

export type HelperDuty = (typeof helperDuties)[number];

/** A machine beside the rack that runs one compose file: a small PC, a virtual machine, a jump host. */
export interface HelperMachine {
  /** Key under `helpers`; folder below talos/<rack>/helpers/. */
  name: string;
  /** IPv4, as every blade reaches it. */
  address: string;
  does: HelperDuty[];
}

/** Port on the helper of the store that takes the second copy of documents; S3's usual one. */
export const documentsPort = 9000;

/** A helper takes a snapshot of etcd so often. */
export const etcdSnapshotSeconds = 86_400;

interface CachedRegistry {
  /** As images name it. */
  registry: string;
  /** Where it is asked, which for Docker Hub is another name. */
  upstream: string;
  /** Port on the helper. A cache of `registry` knows one upstream, so each has a port of its own. */
  port: number;
}

/** Every registry that images of a rack, Talos and Kubernetes come from. */
export const cachedRegistries: readonly CachedRegistry[] = [
  { registry: 'docker.io', upstream: 'https://registry-1.docker.io', port: 5001 },
  { registry: 'ghcr.io', upstream: 'https://ghcr.io', port: 5002 },
  { registry: 'quay.io', upstream: 'https://quay.io', port: 5003 },
  { registry: 'registry.k8s.io', upstream: 'https://registry.k8s.io', port: 5004 },
  { registry: 'factory.talos.dev', upstream: 'https://factory.talos.dev', port: 5005 },
];

/** time.cloudflare.com by its two addresses: asked without a name to look up, by a rack or by the clock beside it. */
export const publicTime: readonly string[] = ['162.159.200.1', '162.159.200.123'];

export function helperThat(duty: HelperDuty, helpers: readonly HelperMachine[]): HelperMachine | undefined {
  return helpers.find(({ does }) => does.includes(duty));
}

/** What the rack asks of a cache beside it, by registry, `http://192.168.1.5:5001`. */
export function cacheMirrors(helpers: readonly HelperMachine[]): Record<string, string> {
  const cache = helperThat('image-cache', helpers);
  if (!cache) return {};
  return Object.fromEntries(
    cachedRegistries.map(({ registry, port }) => [registry, `http://${cache.address}:${port}`]),
  );
}

/** Images that each duty runs, by their names in images.lock.yaml. */
export const dutyImages: Record<HelperDuty, readonly string[]> = {
  'image-cache': ['registry'],
  clock: ['alpine'],
  'etcd-snapshots': ['alpine', 'talosctl'],
  documents: ['rclone'],
};
