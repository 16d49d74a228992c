import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tiers } from '../../../lib/kit/tiers';
import { quorumMark, tierMark } from '../../../lib/facts/marks';
import { objectId } from '../kube/object';
import { appObjects, appOf, editObject } from './edit-tree';
import type { Defect } from './defect';
import { find } from './find-object';

/** Faults in where pods run, what guards them, and how many of them must be there. */
export const placementDefects: Defect[] = [
  {
    scenario: '1',
    title: 'a DaemonSet for blades with a label that none has',
    inject: (root) => {
      const victim = find(root, 'DaemonSet');
      editObject(root, victim, (document) =>
        document.setIn(['spec', 'template', 'spec', 'nodeSelector'], { 'example.org/nowhere': 'true' }),
      );
      return new RegExp(`${objectId(victim.object)} wants no pod`);
    },
  },
  {
    scenario: '1',
    title: 'a budget that selects nothing',
    inject: (root) => {
      const victim = find(root, 'PodDisruptionBudget');
      editObject(root, victim, (document) => document.setIn(['spec', 'selector'], { matchLabels: { app: 'nowhere' } }));
      return new RegExp(`${objectId(victim.object)} guards no pod`);
    },
  },
  {
    scenario: '1',
    title: 'a pod in a class above its tier',
    inject: (root) => {
      const victim = appObjects(root).find(
        ({ object }) => object.kind === 'Deployment' && JSON.stringify(object).includes(tiers.serving.priorityClass),
      )!;
      const template = ['spec', 'template'];
      editObject(root, victim, (document) => {
        document.setIn([...template, 'spec', 'priorityClassName'], 'system-node-critical');
        document.setIn([...template, 'metadata', 'labels', tierMark.key], 'serving');
      });
      return new RegExp(`${victim.object.metadata.name}\\S* is of tier serving and has the class system-node-critical`);
    },
    needs: ['FluxInstance'],
  },
  {
    scenario: '1',
    title: 'one object in two apps',
    inject: (root) => {
      const victim = find(root, 'ConfigMap');
      const other = appObjects(root).find(
        ({ file }) => appOf(file) !== appOf(victim.file) && !file.includes('namespaces'),
      )!;
      writeFileSync(join(root, 'apps', appOf(other.file), 'twin.yaml'), JSON.stringify(victim.object));
      return new RegExp(`${objectId(victim.object)} has 2 owners`);
    },
  },
  {
    scenario: '3',
    title: 'a quorum stated too low',
    inject: (root) => {
      const victim = appObjects(root).find(({ object }) => object.metadata.annotations?.[quorumMark.key] === '2')!;
      editObject(root, victim, (document) => document.setIn(['metadata', 'annotations', quorumMark.key], '1'));
      return new RegExp(`${objectId(victim.object)} states a quorum of 1; .* need 2`);
    },
  },
  {
    scenario: '3',
    title: 'servers that stay a day on a dead blade',
    inject: (root) => {
      const victim = find(root, 'Deployment');
      editObject(root, victim, (document) => {
        const patient = ['unreachable', 'not-ready'].map((state) => ({
          key: `node.kubernetes.io/${state}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 86_400,
        }));
        document.setIn(['spec', 'replicas'], 40); // on every blade, so that the pulled one has some
        document.setIn(['spec', 'template', 'spec', 'tolerations'], patient);
      });
      return new RegExp(`${victim.object.metadata.name} has \\d+ of 40 pods while .* is down`);
    },
  },
];
