import type { Family } from '../family';
import { derivedFiles } from './families';
import { type Pins, sourcesOf } from './pins';

/** What an import took, beside the schemas: a pin that was changed without importing shows. */
export interface Vendored {
  place: string;
  module: string;
  version: string;
  sha256: string;
}

export function vendoredOf(pins: Pins): Vendored[] {
  return sourcesOf(pins).map(({ place, source: { module, version, sha256 = '' } }) => ({
    place: place.join('.'),
    module,
    version,
    sha256,
  }));
}

/** What is not as the committed schemas and pins make it; needs neither network nor Go. */
export function staleFiles(
  families: ReadonlyMap<string, Family>,
  vendored: readonly Vendored[],
  pins: Pins,
  read: (path: string) => string | undefined,
): string[] {
  const faults = [...derivedFiles(families)]
    .filter(([path, text]) => read(path) !== text)
    .map(([path]) => `imports/${path} is not what imports/schemas makes of it`);
  const taken = new Map(vendored.map((one) => [one.place, one]));
  for (const { place, module, version, sha256 } of vendoredOf(pins)) {
    const before = taken.get(place);
    if (before?.module === module && before.version === version && before.sha256 === sha256) continue;
    faults.push(
      `imports/pins.yaml wants ${module}@${version} for ${place}; ${before ? `${before.module}@${before.version}` : 'nothing'} was imported`,
    );
  }
  return faults;
}
