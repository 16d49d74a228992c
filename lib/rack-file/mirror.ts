import { cacheMirrors } from './helper-machines';
import type { RackSpec } from './rack';

/** Where a mirror keeps the repositories of one registry. */
export interface Mirror {
  /** `https://registry.example.org` */
  origin: string;
  /** What names there begin with, '' or `hub/`. */
  prefix: string;
}

/** @param url as the rack file states it: a server, or a server and the beginning of the names there, with `/v2/` or without */
export function mirrorAt(url: string): Mirror {
  const { origin, pathname } = new URL(url);
  const path = pathname.replace(/^\/(v2(\/|$))?/, '').replace(/\/$/, '');
  return { origin, prefix: path === '' ? '' : `${path}/` };
}

type Mirrored = Pick<RackSpec, 'mirrors' | 'helpers'>;

/**
 * Mirrors that the owner keeps and fills. The cache of a helper is none: it has only what was asked of it, and goes with
 * the helper.
 */
export function statedMirrors({ mirrors, helpers }: Mirrored): Record<string, string> {
  const caches = cacheMirrors(helpers);
  return Object.fromEntries(Object.entries(mirrors).filter(([registry, url]) => caches[registry] !== url));
}

/**
 * A repository in the owner's mirror of its registry.
 *
 * @param repository with its registry, `quay.io/cilium/charts/cilium`; of a chart on a web server `https://` stands before
 * @returns `registry.example.org/quay/cilium/charts/cilium`, and whether it is asked without TLS; undefined without a mirror
 */
export function inMirror(rack: Mirrored, repository: string): { repository: string; isPlain: boolean } | undefined {
  const [registry = '', ...path] = repository.replace(/^https:\/\//, '').split('/');
  const url = statedMirrors(rack)[registry];
  if (url === undefined) return undefined;
  const { origin, prefix } = mirrorAt(url);
  const { host, protocol } = new URL(origin);
  return { repository: `${host}/${prefix}${path.join('/')}`, isPlain: protocol === 'http:' };
}
