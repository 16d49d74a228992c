import { objectId } from '../kube/object';
import { appObjects, editObject, kustomizationOf } from './edit-tree';
import type { Defect } from './defect';
import { appWith, find } from './find-object';

/** Faults in what Helm and Flux are told. */
export const releaseDefects: Defect[] = [
  {
    scenario: '1',
    title: 'a release whose chart has no source',
    inject: (root) => {
      const { app, victim } = appWith(root, 'HelmRelease');
      editObject(root, victim, (document) => {
        document.deleteIn(['spec', 'chart']);
        document.setIn(['spec', 'chartRef'], { kind: 'OCIRepository', name: 'nowhere' });
      });
      return new RegExp(`Kustomization/${app} (is not Ready|failed on the way).*${victim.object.metadata.name}`, 's');
    },
  },
  {
    scenario: '1',
    title: 'values from a ConfigMap that nobody makes',
    inject: (root) => {
      const { app, victim } = appWith(root, 'HelmRelease');
      editObject(root, victim, (document) =>
        document.setIn(['spec', 'valuesFrom'], [{ kind: 'ConfigMap', name: 'nowhere' }]),
      );
      return new RegExp(`Kustomization/${app} (is not Ready|failed on the way).*${victim.object.metadata.name}`, 's');
    },
  },
  {
    scenario: '1',
    title: 'a suspended release',
    inject: (root) => {
      const { app, victim } = appWith(root, 'HelmRelease');
      editObject(root, victim, (document) => document.setIn(['spec', 'suspend'], true));
      return new RegExp(`Kustomization/${app} (is not Ready|failed on the way).*${victim.object.metadata.name}`, 's');
    },
  },
  {
    scenario: '1',
    title: 'a suspended Kustomization',
    inject: (root) => {
      const { app } = appWith(root, 'Deployment');
      editObject(root, kustomizationOf(root, app), (document) => document.setIn(['spec', 'suspend'], true));
      return new RegExp(`Kustomization/${app} is not Ready: it is suspended`);
    },
  },
  {
    scenario: '1',
    title: 'privileged pods of a chart in a namespace that forbids them',
    needs: ['FluxInstance'],
    inject: (root) => {
      const victim = findNamed(root, 'Namespace', 'longhorn-system');
      editObject(root, victim, (document) =>
        document.setIn(['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'restricted'),
      );
      return /longhorn-system\/DaemonSet\/\S+ FailedCreate.*PodSecurity/s;
    },
  },
  {
    scenario: '1',
    title: 'Flux is told of a folder that is not there',
    needs: ['FluxInstance'],
    inject: (root) => {
      const victim = find(root, 'FluxInstance');
      editObject(root, victim, (document) => document.setIn(['spec', 'sync', 'path'], 'dist/nowhere'));
      return /Kustomization\/flux-system .*nowhere/s;
    },
  },
  {
    scenario: '7',
    title: 'an app that leaves behind what is taken out of it',
    inject: (root) => {
      const { app } = appWith(root, 'DaemonSet');
      editObject(root, kustomizationOf(root, app), (document) => document.setIn(['spec', 'prune'], false));
      return new RegExp(`Kustomization/${app} prunes nothing`);
    },
  },
  {
    scenario: '7',
    title: 'an operator whose removal would take every database along',
    inject: (root) => {
      const victim = find(root, 'HelmRelease');
      editObject(root, victim, (document) => document.deleteIn(['metadata', 'annotations']));
      return new RegExp(`${objectId(victim.object)} would be pruned with its app`);
    },
  },
];

function findNamed(root: string, kind: string, name: string) {
  const found = appObjects(root).find(({ object }) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`the rack has no ${kind} ${name} to put this defect into`);
  return found;
}
