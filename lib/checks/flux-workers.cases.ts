import { enoughWorkers } from './flux-workers';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const flux = 'flux-system/FluxInstance/flux';
const patches = 'spec.kustomize.patches';
const message = 'applies 4 of 8 Kustomizations at a time, and 6 sick apps hold 6';

export const fluxWorkerCases: readonly RuleCases[] = [
  [
    enoughWorkers,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds as few workers as there are sick apps',
        set(
          flux,
          `${patches}[0].patch`,
          '- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: --concurrent=4\n',
        ),
        [{ object: flux, path: `${patches}[0].patch`, message }],
      ],
      [
        'finds the default where another controller has more',
        set(flux, `${patches}[0].target.name`, 'helm-controller'),
        [{ object: flux, path: patches, message }],
      ],
      [
        'finds the default where nothing is patched',
        set(flux, patches, undefined),
        [{ object: flux, path: patches, message }],
      ],
    ],
  ],
];
