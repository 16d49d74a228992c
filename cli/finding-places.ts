import type { Finding } from '../lib/facts/finding';
import { objectId } from '../lib/manifest/manifest';
import { placeAt } from '../lib/manifest/written-place';
import type { BuiltRack } from '../lib/synth';
import { placesInText } from './rack-file-places';

/**
 * Findings with the file of the app that made their object, and with the line that they stem from: of an owner's app, or of
 * the rack file, the field that they name or the block of that app. An app that the file does not name has no line there.
 */
export function withPlaces(
  findings: readonly Finding[],
  { file, text, facts }: Pick<BuiltRack, 'file' | 'text' | 'facts'>,
): Finding[] {
  const origins = new Map(facts?.rendered.map(({ manifest, ...origin }) => [objectId(manifest), origin]));
  const placeOf = placesInText(text);
  return findings.map((finding): Finding => {
    if (finding.at) return finding;
    const origin = origins.get(finding.object);
    if (origin?.written) {
      const { file: own, line, column } = placeAt(origin.written, finding.path);
      return { ...finding, source: origin.source, at: { file: own, line, column } };
    }
    const specPath = finding.object === file ? finding.path : origin?.specPath;
    const place = specPath ? placeOf(specPath) : undefined;
    const isThere = place !== undefined && (place.isWhole || finding.object === file);
    return {
      ...finding,
      ...(origin && { source: origin.source }),
      ...(isThere && { at: { file, line: place.line, column: place.column } }),
    };
  });
}
