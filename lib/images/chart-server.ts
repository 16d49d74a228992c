import { parse } from 'yaml';
import * as z from 'zod';

const index = z.object({
  entries: z.record(
    z.string(),
    z.array(z.object({ version: z.string(), digest: z.string().optional(), urls: z.array(z.string()).min(1) })),
  ),
});

/** An archive of a chart on a web server. */
export interface ServedChart {
  url: string;
  /** `sha256:…`, as the server's index says. @default - it says none */
  archive?: string;
}

/**
 * Looks a version up in the index of a chart repository (Helm, chart_repository.md).
 *
 * @param text of index.yaml
 * @param server address of the repository, to which its addresses may be relative
 * @returns undefined where there is no such chart or version, or no index
 */
export function chartIn(text: string, server: string, chart: string, version: string): ServedChart | undefined {
  const read = index.safeParse(yamlIn(text));
  const found = read.data?.entries[chart]?.find((each) => each.version.replace(/^v/, '') === version.replace(/^v/, ''));
  const [first = ''] = found?.urls ?? [];
  if (!found || !URL.canParse(first, `${server}/`)) return undefined;
  const digest = found.digest?.replace(/^sha256:/, '');
  return { url: new URL(first, `${server}/`).href, ...(digest && { archive: `sha256:${digest}` }) };
}

function yamlIn(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}
