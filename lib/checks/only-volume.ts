import { recordOf, textOf } from '../manifest/field-path';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { isLocal } from './storage';

export const onlyVolume: Rule = {
  id: 'storage/only-copy',
  level: 'error',
  why: 'A set of one whose volume lies on one disk is gone with its blade, and its data with the disk.',
  fixHint: 'claim a class whose volumes are copied, or run several members that copy for themselves',
  exceptable: true,
  check: (view: RackView) =>
    view.workloads
      .filter(({ kind, replicas }) => kind === 'StatefulSet' && replicas === 1)
      .flatMap(({ id, volumeClaimTemplates }) =>
        volumeClaimTemplates.flatMap(({ spec }, i): RuleHit[] => {
          const name = textOf(recordOf(spec).storageClassName) ?? '';
          const { object } = view.find('StorageClass', undefined, name) ?? {};
          if (object === undefined || !isLocal(object)) return [];
          return [
            {
              object: id,
              path: `spec.volumeClaimTemplates[${i}].spec.storageClassName`,
              message: `has one member, whose only copy lies on one disk (${name})`,
            },
          ];
        }),
      ),
};

export const onlyVolumeRules: readonly Rule[] = [onlyVolume];
