import { isUnknownMark, marks } from '../facts/marks';
import { fieldOf, recordOf } from '../manifest/field-path';
import { suggestion } from './nearest';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

export const knownMarks: Rule = {
  id: 'marks/known',
  level: 'error',
  why: 'A misspelt label or annotation has no effect: pods do not restart on a change, Flux waits for replicas that are not needed.',
  fixHint: 'use a mark of lib/facts/marks.ts',
  exceptable: false,
  check: ({ objects, workloads }: RackView) => [
    ...objects.flatMap(({ id, manifest: { metadata } }) => [
      ...unknownIn(id, 'metadata.labels', metadata.labels),
      ...unknownIn(id, 'metadata.annotations', metadata.annotations),
    ]),
    ...workloads
      .filter(({ kind }) => kind !== 'Pod') // its own metadata is that of its template
      .flatMap(({ id, template: { path, labels, annotations } }) => {
        const metadata = path.replace(/spec$/, 'metadata');
        return [
          ...unknownIn(id, `${metadata}.labels`, labels),
          ...unknownIn(id, `${metadata}.annotations`, annotations),
        ];
      }),
  ],
};

function unknownIn(object: string, path: string, found: unknown): RuleHit[] {
  return Object.keys(recordOf(found))
    .filter(isUnknownMark)
    .map((key) => ({
      object,
      path: fieldOf(path, key),
      message: 'is a key of ours that nothing reads',
      fix: suggestion(
        key,
        marks.map((mark) => mark.key),
      ),
    }));
}

export const markRules: readonly Rule[] = [knownMarks];
