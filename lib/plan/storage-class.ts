import { mayGoMark } from '../facts/marks';
import { documentsIn } from '../manifest/documents';
import { fieldAt, withField } from '../manifest/field-path';
import { type Manifest, objectId } from '../manifest/manifest';
import { toYaml } from '../manifest/yaml';
import { type TreeTexts, isManifest } from '../review/changes';
import type { Commit, Planner } from './plan';

export const storageClass: Planner = {
  takes: '<namespace/StatefulSet/name>=<class>',
  summary: 'put the volumes of a set on another storage class, member by member',
  plan(argument) {
    const [, namespace = '', name = '', to = ''] = /^([\w-]+)\/StatefulSet\/([\w-]+)=([\w-]+)$/.exec(argument) ?? [];
    if (to === '') return `${argument} is not written as data/StatefulSet/redis=longhorn-replicated`;
    const set = `${namespace}/StatefulSet/${name}`;
    const at = `kubectl --namespace ${namespace}`;
    const commit: Commit = {
      title: `${set} on ${to}`,
      edit: `the app of ${set}: storageClass ${to} in its claim templates and in its claims; then npm start`,
      change: (state) => ({ ...state, retouch: (tree) => withClass(tree, { namespace, name, to }) }),
      expects: [
        { rule: 'review/immutable', object: set },
        { rule: 'review/immutable', object: `${namespace}/PersistentVolumeClaim/` },
      ],
      before: [
        `kubectl get storageclass ${to}`,
        `every member of ${set} is ready, and its data is on at least two of them or in a backup`,
        `kubectl --namespace flux-system patch kustomization <app> --field-manager flux-client-side-apply --type merge --patch '{"spec":{"suspend":true}}'`,
      ],
      after: [
        `${at} delete statefulset/${name} --cascade=orphan   # its pods go on`,
        `for each member, the highest first: ${at} label persistentvolumeclaim/<claim> ${mayGoMark.key}=true`,
        `${at} delete persistentvolumeclaim/<claim> --wait=false && ${at} delete pod/<pod>`,
        `${at} apply --server-side --field-manager kustomize-controller --filename dist/<rack>/apps/<app>/${namespace}   # claims and set of the new class`,
        'wait until the member is whole, then the next one; at the end let Flux go on',
      ],
    };
    return { title: `${set} moves to ${to}`, commits: [commit] };
  },
};

/** The tree in which the set and its claims name another class. */
function withClass(
  tree: TreeTexts,
  { namespace, name, to }: { namespace: string; name: string; to: string },
): TreeTexts {
  const set = [...tree.values()]
    .flatMap((text) => (text.includes('kind: StatefulSet') ? documentsIn(text).filter(isManifest) : []))
    .find((manifest) => objectId(manifest) === `${namespace}/StatefulSet/${name}`);
  const templates = fieldAt(set, 'spec.volumeClaimTemplates');
  const claims = (Array.isArray(templates) ? templates : []).map(
    (template) => `${String(fieldAt(template, 'metadata.name'))}-${name}-`,
  );
  const isClaim = ({ kind, metadata }: Manifest) =>
    kind === 'PersistentVolumeClaim' &&
    metadata.namespace === namespace &&
    claims.some((prefix) => metadata.name.startsWith(prefix));
  const moved = (manifest: Manifest): Manifest => {
    if (isClaim(manifest)) return withField(manifest, 'spec.storageClassName', to);
    if (objectId(manifest) !== `${namespace}/StatefulSet/${name}`) return manifest;
    return claims.reduce(
      (so, _, index) => withField(so, `spec.volumeClaimTemplates[${index}].spec.storageClassName`, to),
      manifest,
    );
  };
  return new Map(
    [...tree].map(([path, text]) => {
      if (!/kind: (StatefulSet|PersistentVolumeClaim)/.test(text)) return [path, text];
      const objects = documentsIn(text).filter(isManifest);
      return [
        path,
        objects.some((object) => moved(object) !== object)
          ? objects.map((object) => toYaml(moved(object))).join('---\n')
          : text,
      ];
    }),
  );
}
