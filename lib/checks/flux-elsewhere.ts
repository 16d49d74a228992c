import { textOf } from '../manifest/field-path';
import { fluxGraph } from './flux-graph';
import type { Rule, RuleHit } from './rule';

export const appliedHere: Rule = {
  id: 'flux/elsewhere',
  level: 'error',
  why: 'A Kustomization of another cluster, or of an account that nobody makes, applies nothing here.',
  fixHint: 'remove the field',
  exceptable: true,
  check: (view) =>
    fluxGraph(view).kustomizations.flatMap(({ id, namespace, spec }): RuleHit[] => {
      const account = textOf(spec.serviceAccountName);
      return [
        ...(spec.kubeConfig === undefined
          ? []
          : [{ object: id, path: 'spec.kubeConfig', message: 'applies its app to another cluster' }]),
        ...(account === undefined || view.find('ServiceAccount', namespace, account)
          ? []
          : [
              {
                object: id,
                path: 'spec.serviceAccountName',
                message: `applies as ServiceAccount ${namespace}/${account}, which nothing makes`,
              },
            ]),
      ];
    }),
};

export const fluxElsewhereRules: readonly Rule[] = [appliedHere];
