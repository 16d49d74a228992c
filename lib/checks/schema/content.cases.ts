import type { RuleCases } from '../rule-cases';
import { add, set } from '../testing/edits';
import { fires, object } from './fires';

/** What no server looks at before it is too late. */
export const contentCases: readonly RuleCases[] = [
  fires(
    'charts/values',
    'finds a misspelt value of a chart',
    add(
      object(
        'helm.toolkit.fluxcd.io/v2',
        'HelmRelease',
        'cilium',
        {
          spec: {
            interval: '1h',
            chart: { spec: { chart: 'cilium', sourceRef: { kind: 'HelmRepository', name: 'cilium' } } },
            values: { kubeProxyReplacment: true },
          },
        },
        'cnpg-system',
      ),
    ),
    {
      object: 'cnpg-system/HelmRelease/cilium',
      path: 'spec.values.kubeProxyReplacment',
      message: 'there is no field "kubeProxyReplacment" here; did you mean kubeProxyReplacement?',
    },
  ),
  fires('content/syntax', 'finds JSON that breaks off', set('data/ConfigMap/redis', 'data', { 'users.json': '[' }), {
    object: 'data/ConfigMap/redis',
    path: 'data["users.json"]',
    message: 'is no JSON: Unexpected end of JSON input',
  }),
  fires('content/syntax', 'finds YAML that breaks off', set('data/ConfigMap/redis', 'data', { 'a.yaml': 'a:\n- [b' }), {
    object: 'data/ConfigMap/redis',
    path: 'data["a.yaml"]',
    message:
      'is no YAML (line 2, column 5): Flow sequence in block collection must be sufficiently indented and end with a ]',
  }),
];
