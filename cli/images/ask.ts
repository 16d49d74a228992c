import { bytesOfImage } from '../../lib/images/manifest';
import type { Asked } from '../../lib/images/plan-lock';
import { imageFor, lookUp } from '../registry/look-up';
import { chartManifest } from '../registry/chart-artifact';
import type { RegistryClient } from '../registry/registry-client';
import { isOnWebServer, webChart } from '../registry/web-chart';

const arches = ['amd64', 'arm64'] as const;

/** Digest, platforms and sizes of what a tag leads to now. @throws RegistryError */
export async function askRegistry(
  client: RegistryClient,
  { kind, repository, tag }: { kind: 'image' | 'chart'; repository: string; tag: string },
): Promise<Asked> {
  if (isOnWebServer(repository)) {
    const { archive, bytes } = await webChart(client, repository, tag);
    return { digest: chartManifest(bytes).digest, archive, platforms: [], bytes: {} };
  }
  if (kind === 'chart') {
    const { digest } = await client.manifest(repository, tag);
    return { digest, platforms: [], bytes: {} };
  }
  const { served, platforms } = await lookUp(client, { repository, tag });
  const bytes: Record<string, number> = {};
  for (const arch of arches.filter((each) => platforms.includes(`linux/${each}`))) {
    const image = await imageFor(client, repository, served, arch);
    if (image) bytes[image.platform] = bytesOfImage(image.manifest);
  }
  return { digest: served.digest, platforms, bytes };
}
