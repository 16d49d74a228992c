import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tiers } from '../../../lib/kit/tiers';
import { scratchFolder } from '../bench-state';
import type { Progress } from '../build/build-components';
import { objectId } from '../kube/object';
import type { RackUnderTest } from '../rack-bench';
import { allScenarios } from './all-scenarios';
import { appObjects, appOf, editObject, kustomizationOf } from './edit-tree';
import type { Defect } from './defect';
import { placementDefects } from './defects-of-placement';
import { releaseDefects } from './defects-of-releases';
import { appWith, find } from './find-object';
import { runScenarios } from './run-scenarios';

export interface DefectResult {
  scenario: string;
  title: string;
  /** The message by which it was noticed; absent when it was not. */
  noticed?: string;
}

const ownDefects: Defect[] = [
  {
    scenario: '1',
    title: 'a pod larger than any blade',
    inject: (root) => {
      const victim = find(root, 'StatefulSet');
      editObject(root, victim, (document) => {
        document.setIn(['spec', 'template', 'spec', 'containers', 0, 'resources', 'requests', 'memory'], '64Gi');
        document.setIn(['spec', 'template', 'spec', 'containers', 0, 'resources', 'limits', 'memory'], '64Gi');
      });
      return new RegExp(`${victim.object.metadata.name}.*Insufficient memory`);
    },
  },
  {
    scenario: '1',
    title: 'a dependency on the owner of a CRD is missing',
    inject: (root) => {
      const { app } = appWith(root, 'Cluster');
      editObject(root, kustomizationOf(root, app), (document) => document.deleteIn(['spec', 'dependsOn']));
      return new RegExp(`Kustomization/${app} failed on the way`);
    },
  },
  {
    scenario: '1',
    title: 'a host-network pod in a restricted namespace',
    inject: (root) => {
      const victim = find(root, 'Deployment', 'StatefulSet');
      editObject(root, victim, (document) => document.setIn(['spec', 'template', 'spec', 'hostNetwork'], true));
      return new RegExp(`${victim.object.metadata.name}.*FailedCreate.*PodSecurity`, 's');
    },
  },
  {
    scenario: '1',
    title: 'a pod that names a Secret nobody makes',
    inject: (root) => {
      const victim = find(root, 'Deployment', 'StatefulSet');
      editObject(root, victim, (document) => {
        document.setIn(['spec', 'template', 'spec', 'containers', 0, 'envFrom'], [{ secretRef: { name: 'nowhere' } }]);
      });
      return new RegExp(`${victim.object.metadata.name}.* names ${victim.object.metadata.namespace}/Secret/nowhere`);
    },
  },
  {
    scenario: '2',
    title: 'two apps that both write one workload',
    inject: (root) => {
      const victim = find(root, 'Deployment', 'StatefulSet');
      const other = appObjects(root).find(
        ({ file, object }) => appOf(file) !== appOf(victim.file) && object.kind === 'DaemonSet',
      )!;
      const twin = JSON.parse(JSON.stringify(victim.object)) as { spec: { replicas: number } };
      twin.spec.replicas += 1;
      writeFileSync(join(root, 'apps', appOf(other.file), 'twin.yaml'), JSON.stringify(twin));
      return new RegExp(`${objectId(victim.object)}.*generation`);
    },
  },
  {
    scenario: '6',
    title: 'Kustomizations that may force changes',
    inject: (root) => {
      const apps = new Set(appObjects(root).map(({ file }) => appOf(file)));
      for (const app of apps)
        editObject(root, kustomizationOf(root, app), (document) => document.setIn(['spec', 'force'], true));
      return /Pod\/\S+ was lost to the bad commit/;
    },
  },
  {
    scenario: '7',
    title: 'a database that may be pruned',
    inject: (root) => {
      const { victim } = appWith(root, 'Cluster');
      editObject(root, victim, (document) => document.deleteIn(['metadata', 'annotations']));
      return new RegExp(`${objectId(victim.object)} was pruned although it should stay`);
    },
  },
  {
    scenario: '3',
    title: 'nobody frees the pods of a dead blade',
    inject: (root) => {
      const release = appObjects(root).find(
        ({ object }) => object.metadata.name === 'longhorn' && object.kind === 'HelmRelease',
      )!;
      const path = ['spec', 'values', 'defaultSettings', 'nodeDownPodDeletionPolicy'];
      editObject(root, release, (document) => document.setIn(path, 'do-nothing'));
      return /StatefulSet\/grafana has 0 of 1 pods while .* is down/;
    },
  },
  {
    scenario: '3',
    title: 'a DaemonSet that rolls one blade at a time and must be whole',
    inject: (root) => {
      const { app, victim } = appWith(root, 'DaemonSet');
      editObject(root, victim, (document) =>
        document.setIn(['spec', 'updateStrategy'], { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } }),
      );
      editObject(root, kustomizationOf(root, app), (document) => {
        document.deleteIn(['spec', 'healthCheckExprs']);
        document.setIn(['spec', 'timeout'], '40s');
      });
      return new RegExp(`Kustomization/${app} did not land`);
    },
  },
  {
    scenario: '3',
    title: 'a budget that lets a drain take the quorum',
    inject: (root) => {
      const budget = find(root, 'PodDisruptionBudget');
      editObject(root, budget, (document) => document.setIn(['spec', 'maxUnavailable'], 2));
      return new RegExp(`${budget.object.metadata.name}-\\d can be drained away although`);
    },
  },
  {
    scenario: '4',
    title: 'servers that leave a blade as soon as it is silent',
    inject: (root) => {
      const victim = find(root, 'Deployment');
      editObject(root, victim, (document) => {
        const silent = ['unreachable', 'not-ready'].map((state) => ({
          key: `node.kubernetes.io/${state}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 0,
        }));
        document.setIn(['spec', 'replicas'], 60); // on every blade, so that the first one to be missed has some
        document.setIn(['spec', 'template', 'spec', 'tolerations'], silent);
      });
      return new RegExp(`Pod/${victim.object.metadata.name}-.* was evicted while no blade could be heard`);
    },
  },
  {
    scenario: '5',
    title: 'a batch class above data',
    inject: (root) => {
      const { priorityClass } = tiers.batch;
      const victim = appObjects(root).find(({ object }) => object.metadata.name === priorityClass)!;
      editObject(root, victim, (document) => document.setIn(['value'], tiers.data.priority! * 2));
      return new RegExp(`finds no room .* although it should outrank .*${priorityClass}`);
    },
  },
  {
    scenario: '8',
    title: 'a budget that spares nobody',
    inject: (root) => {
      const budget = find(root, 'PodDisruptionBudget');
      editObject(root, budget, (document) => document.setIn(['spec', 'maxUnavailable'], 0));
      return new RegExp(`Node/.* cannot be drained: .*${budget.object.metadata.name}-`);
    },
  },
  {
    scenario: '9',
    title: 'more replicas that want a blade each than the small rack has',
    inject: (root) => {
      const victim = find(root, 'StatefulSet');
      const template = ['spec', 'template', 'spec'];
      editObject(root, victim, (document) => {
        const { matchLabels } = (victim.object as unknown as { spec: { selector: { matchLabels: object } } }).spec
          .selector;
        const term = { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname' };
        document.setIn([...template, 'affinity'], {
          podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
        });
        document.setIn(['spec', 'replicas'], 30);
        document.setIn(['spec', 'podManagementPolicy'], 'Parallel');
      });
      return new RegExp(`${victim.object.metadata.name}-\\d+ finds no blade among 20`);
    },
  },
  {
    scenario: '10',
    title: 'a misspelt field',
    inject: (root) => {
      const victim = find(root, 'ConfigMap');
      editObject(root, victim, (document) => document.set('dataa', {}));
      return new RegExp(`${objectId(victim.object)}.*dataa`);
    },
  },
];

const defects = [...ownDefects, ...placementDefects, ...releaseDefects];

/** Runs each defect on a copy of its own, with the cold start that its scenario needs, and sees whether it is noticed. */
export async function runDefects(
  underTest: RackUnderTest,
  wanted: readonly string[],
  out: string,
  progress: Progress,
): Promise<DefectResult[]> {
  const results: DefectResult[] = [];
  const chosen = defects.filter(({ scenario }) => wanted.length === 0 || wanted.includes(scenario));
  for (const defect of chosen.filter(({ needs = [] }) => needs.every((kind) => hasKind(underTest.output, kind)))) {
    results.push(await runDefect(underTest, defect, out, progress));
    progress(`── ${results.at(-1)!.noticed ?? 'NOT NOTICED'}`);
  }
  for (const { scenario, title, needs = [] } of chosen.filter(
    (each) => !results.some(({ title }) => title === each.title),
  ))
    progress(`── not for ${underTest.name}, which has no ${needs.join(' or no ')}: ${scenario} ${title}`);
  return results;
}

function hasKind(root: string, kind: string): boolean {
  return appObjects(root).some(({ object }) => object.kind === kind);
}

/** Puts a fault into a copy of a rack's output and runs its scenario. */
export async function runDefect(
  underTest: RackUnderTest,
  defect: Defect,
  out: string,
  progress: Progress,
  patienceSeconds = 90,
): Promise<DefectResult> {
  const { scenario, title } = defect;
  const output = join(scratchFolder('defect'), basename(underTest.output));
  cpSync(underTest.output, output, { recursive: true });
  const expected = defect.inject(output);
  progress(`── defect for scenario ${scenario}: ${title} (expects ${expected})`);
  const scenarios = allScenarios.filter(({ id }) => id === scenario || (id === '1' && needsColdStart(scenario)));
  const faulty = { ...underTest, output, name: `${underTest.name}-defect` };
  const { results } = await runScenarios(faulty, scenarios, {
    out,
    full: false,
    patienceSeconds,
    firstFailureEnds: true,
    progress,
  });
  const noticed = results.find(({ id }) => id === scenario)?.failures.find((failure) => expected.test(failure));
  return { scenario, title, ...(noticed !== undefined && { noticed }) };
}

/** The dry run needs no cluster that runs, and the one on scale starts its own. */
function needsColdStart(scenario: string): boolean {
  return scenario !== '10' && scenario !== '9';
}
