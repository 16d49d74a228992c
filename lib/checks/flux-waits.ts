import { elementName } from '../manifest/pod-templates';
import { recordsOf, textOf } from '../manifest/field-path';
import { fluxGraph } from './flux-graph';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** What the API server must have before it takes an object that names or needs it. */
const brought: ReadonlySet<string> = new Set([
  'APIService',
  'CustomResourceDefinition',
  'HelmRelease',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingWebhookConfiguration',
]);

export const needlessWait: Rule = {
  id: 'flux/needless-wait',
  level: 'error',
  why: 'An app that waits for the pods of another gets no commit while a blade is dead that those pods are bound to.',
  fixHint: 'remove it from dependsOn: programs try again until their server is up',
  exceptable: true,
  check: (view) => {
    const { kustomizations } = fluxGraph(view);
    return kustomizations.flatMap(({ id, spec }) =>
      recordsOf(spec.dependsOn).flatMap((on, i): RuleHit[] => {
        const name = textOf(on.name) ?? '';
        const isThere = kustomizations.some((each) => each.name === name);
        if (!isThere || bringsSomething(name, view)) return [];
        return [
          {
            object: id,
            path: `spec.dependsOn[${elementName(on, i)}]`,
            message: `waits for ${name}, which brings no kind, namespace or class that the API server must have first`,
          },
        ];
      }),
    );
  },
};

function bringsSomething(kustomization: string, view: RackView): boolean {
  const { ofApp } = fluxGraph(view);
  return view.objects.some(({ kind, app }) => brought.has(kind) && ofApp(app)?.name === kustomization);
}

export const fluxWaitRules: readonly Rule[] = [needlessWait];
