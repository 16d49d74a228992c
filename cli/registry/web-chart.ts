import { chartIn } from '../../lib/images/chart-server';
import type { ImageSource } from './image-source';
import { digestOf } from './registry-client';
import { RegistryError } from './registry-error';

export interface WebChart {
  bytes: Buffer;
  /** `sha256:…` of the bytes. */
  archive: string;
}

/** Whether a chart lies on a web server instead of in a registry. */
export const isOnWebServer = (repository: string): boolean => /^https?:\/\//.test(repository);

/**
 * The archive of a chart, fetched and held against the index of its server.
 *
 * @param repository address of the server, and the chart's name at the end
 * @throws RegistryError
 */
export async function webChart(client: ImageSource, repository: string, version: string): Promise<WebChart> {
  const server = repository.slice(0, repository.lastIndexOf('/'));
  const chart = repository.slice(server.length + 1);
  const what = `chart ${chart} ${version}`;
  const listed = chartIn((await client.page(`${server}/index.yaml`, what)).toString('utf8'), server, chart, version);
  if (!listed) throw new RegistryError('absent', `${what}: ${server}/index.yaml does not list it`);
  const bytes = await client.page(listed.url, what);
  const archive = digestOf(bytes);
  if (listed.archive !== undefined && listed.archive !== archive) {
    throw new RegistryError('broken', `${what}: ${server} serves ${archive}, its own index says ${listed.archive}`);
  }
  return { bytes, archive };
}
