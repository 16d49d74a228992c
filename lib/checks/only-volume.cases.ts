import { onlyVolume } from './only-volume';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const template = 'spec.volumeClaimTemplates[0].spec.storageClassName';
const local = add({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'disk' },
  provisioner: 'local.csi.openebs.io',
});

export const onlyVolumeCases: readonly RuleCases[] = [
  [
    onlyVolume,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a set of one whose volume lies on one disk',
        all(local, set(redis, template, 'disk'), set(redis, 'spec.replicas', 1)),
        [{ object: redis, path: template, message: 'has one member, whose only copy lies on one disk (disk)' }],
      ],
      ['leaves members that copy for themselves alone', all(local, set(redis, template, 'disk')), []],
      ['leaves a volume that is copied alone', set(redis, 'spec.replicas', 1), []],
    ],
  ],
];
