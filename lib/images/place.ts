/** Where a repository is asked for: `docker.io/library/redis` → registry-1.docker.io, library/redis. */
export interface RepositoryPlace {
  /** As names begin, `docker.io`. */
  registry: string;
  /** `https://registry-1.docker.io` */
  origin: string;
  /** Name of the repository there, `library/redis`. */
  repository: string;
}

/** Docker Hub answers under another name than its images have. */
const origins: Readonly<Record<string, string>> = { 'docker.io': 'https://registry-1.docker.io' };

/**
 * As container runtimes read a name: a first part without a dot or port is a folder of Docker Hub.
 *
 * @param name repository with its registry, `quay.io/prometheus/prometheus`
 */
export function repositoryPlace(name: string): RepositoryPlace {
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const registry = hasRegistry ? first : 'docker.io';
  const path = hasRegistry ? rest.join('/') : name;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { registry, origin: origins[registry] ?? originOf(registry), repository };
}

/** Only this machine itself is asked without TLS: nobody can listen there who does not sit on it anyhow. */
function originOf(registry: string): string {
  return `${isThisMachine(registry) ? 'http' : 'https'}://${registry}`;
}

/** @param host with or without a port */
export function isThisMachine(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host);
}
