import { silenceIsNoticed, somebodyIsTold } from './alerts';
import type { RuleCases } from './rule-cases';
import { add, all, none } from './testing/edits';

const object = 'data/ConfigMap/alertmanager';
const path = 'data[alertmanager.yaml]';
const silent = ['is silent on a rack without Alertmanager', none, []] as const;

/** An Alertmanager that sends alerts on to receivers, of which those named in `telling` tell somebody. */
function alertmanager(routes: Record<string, string>, telling: readonly string[]) {
  const lines = [
    'route:',
    '  receiver: nobody',
    '  routes:',
    ...Object.entries(routes).flatMap(([matcher, to]) => [`    - matchers: ['${matcher}']`, `      receiver: ${to}`]),
    'receivers:',
    '  - name: nobody',
    ...telling.flatMap((name) => [`  - name: ${name}`, '    webhook_configs: [{ url_file: /run/secrets/url }]']),
  ];
  const data = { 'alertmanager.yaml': `${lines.join('\n')}\n` };
  return all(add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'alertmanager', namespace: 'data' }, data }));
}

const both = { 'severity="critical"': 'person', 'severity="warning"': 'person' };
const told = (severity: string, receiver: string) =>
  `alerts of severity ${severity} end at receiver "${receiver}", which notifies nobody`;

export const alertCases: readonly RuleCases[] = [
  [
    somebodyIsTold,
    [
      silent,
      [
        'finds alerts that end nowhere',
        alertmanager({ 'severity="critical"': 'nobody' }, []),
        [
          { object, path, message: told('critical', 'nobody') },
          { object, path, message: told('warning', 'nobody') },
        ],
      ],
      [
        'finds a severity that is forgotten',
        alertmanager({ 'severity="critical"': 'person' }, ['person']),
        [{ object, path, message: told('warning', 'nobody') }],
      ],
      ['is content when both reach somebody', alertmanager(both, ['person']), []],
    ],
  ],
  [
    silenceIsNoticed,
    [
      silent,
      [
        'finds a rack whose end nobody would notice',
        alertmanager(both, ['person']),
        [{ object, path, message: 'the watchdog alert has no receiver' }],
      ],
      [
        'is content when a service waits for it',
        alertmanager({ ...both, 'alertname="Watchdog"': 'heartbeat' }, ['person', 'heartbeat']),
        [],
      ],
    ],
  ],
];
