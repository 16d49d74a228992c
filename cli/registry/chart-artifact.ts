import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import type { Descriptor } from '../../lib/images/manifest';
import { mediaTypes } from '../../lib/images/media-types';
import { TarReader } from '../../lib/images/tar-reader';
import { digestOf } from './registry-client';
import { RegistryError } from './registry-error';

/** A chart as a registry keeps it. */
export interface ChartArtifact {
  /** Digest of the manifest. */
  digest: string;
  mediaType: string;
  manifest: Buffer;
  config: Buffer;
  configDescriptor: Descriptor;
  layerDescriptor: Descriptor;
}

/**
 * The artifact of a chart's archive, as `helm push` makes it (HIP-0006), without the time of the push: the same archive has
 * the same digest on every mirror, so the digest can be locked before the first mirror.
 *
 * @throws RegistryError for an archive that holds no Chart.yaml
 */
export function chartManifest(archive: Buffer): ChartArtifact {
  const config = Buffer.from(JSON.stringify(sorted(parse(chartYaml(archive)))));
  const configDescriptor = { mediaType: mediaTypes.chartConfig, digest: digestOf(config), size: config.length };
  const layerDescriptor = { mediaType: mediaTypes.chartLayer, digest: digestOf(archive), size: archive.length };
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: configDescriptor,
      layers: [layerDescriptor],
    }),
  );
  return {
    digest: digestOf(manifest),
    mediaType: mediaTypes.manifest,
    manifest,
    config,
    configDescriptor,
    layerDescriptor,
  };
}

/** Text of `<chart>/Chart.yaml`. */
function chartYaml(archive: Buffer): string {
  const found: Buffer[] = [];
  let isIt = false;
  let isFound = false;
  const reader = new TarReader({
    entry({ path }) {
      isIt = !isFound && /^[^/]+\/Chart\.yaml$/.test(path);
      isFound ||= isIt;
    },
    bytes(chunk) {
      if (isIt) found.push(chunk);
    },
  });
  try {
    reader.push(gunzipSync(archive));
    reader.end();
  } catch {
    throw new RegistryError('broken', 'what is said to be a chart is no archive');
  }
  if (!isFound) throw new RegistryError('broken', 'what is said to be a chart holds no Chart.yaml');
  return Buffer.concat(found).toString('utf8');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
