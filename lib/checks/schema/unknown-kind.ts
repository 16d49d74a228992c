import type { Manifest } from '../../manifest/manifest';
import { nearest } from '../nearest';
import type { Report } from './hits';
import { allKinds, apiVersionOf, servedLike } from './kinds';

/** Says what was most likely meant by a kind that no schema is known for. */
export function unknownKind(manifest: Manifest, report: Report): void {
  const { apiVersion, kind } = manifest;
  const like = servedLike(manifest);
  if (like.length > 0) {
    const versions = [...new Set(like.map(apiVersionOf))].join(', ');
    const message = `apiVersion ${apiVersion} has no kind ${kind}; it is served as ${versions}`;
    report('schema/unknown-kind', 'apiVersion', message, `Write apiVersion: ${versions.split(', ')[0]}.`);
    return;
  }
  const near = nearest(
    kind,
    allKinds.map((known) => known.kind),
  );
  const hint = near === undefined ? 'no imported schema knows it' : `did you mean ${near}?`;
  const fix =
    near === undefined
      ? 'Add its CRD to imports/pins.yaml and run `npm run import`.'
      : `Write kind: ${near}, or import the CRD of ${kind}.`;
  report('schema/unknown-kind', 'kind', `there is no kind ${kind} in ${apiVersion}; ${hint}`, fix);
}
