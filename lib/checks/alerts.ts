import { dataIn } from '../manifest/documents';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/** File name by which Alertmanager's configuration is known, whoever runs it. */
const file = 'alertmanager.yaml';

type Fields = Record<string, unknown>;

export const somebodyIsTold: Rule = {
  id: 'alerts/somebody-is-told',
  level: 'warning',
  why: 'An alert without a receiver is noticed only when nothing works any more.',
  fixHint: 'name a receiver in the rack file, such as apps: { alertmanager: { receivers: { ntfy: {} } } }',
  exceptable: true,
  check: (view) =>
    configurations(view).flatMap(([object, config]) =>
      ['critical', 'warning'].flatMap((severity): RuleHit[] => {
        const receiver = receiverOf(config, `severity="${severity}"`);
        if (reachesSomebody(config, receiver)) return [];
        const message = `alerts of severity ${severity} end at receiver "${receiver}", which notifies nobody`;
        return [{ object: object.id, path: `data[${file}]`, message }];
      }),
    ),
};

export const silenceIsNoticed: Rule = {
  id: 'alerts/silence-is-noticed',
  level: 'warning',
  why: 'A rack that has lost its power, its line or its alerting sends nothing, which looks like a rack without a fault.',
  fixHint:
    'let a service outside wait for a sign of life: apps: { alertmanager: { heartbeat: { server: https://hc-ping.com } } }',
  exceptable: true,
  check: (view) =>
    configurations(view).flatMap(([object, config]): RuleHit[] => {
      if (reachesSomebody(config, receiverOf(config, 'alertname="Watchdog"'))) return [];
      return [{ object: object.id, path: `data[${file}]`, message: 'the watchdog alert has no receiver' }];
    }),
};

/** Per ConfigMap: parsing costs more than all that the rules do with it. */
const read = new WeakMap<RackObject, Fields>();

function configurations({ configMaps }: RackView): [RackObject, Fields][] {
  return configMaps.flatMap((object): [RackObject, Fields][] => {
    const text = textOf(recordOf(object.manifest['data'])[file]);
    if (text === undefined) return [];
    const config = read.get(object) ?? recordOf(dataIn(text));
    read.set(object, config);
    return [[object, config]];
  });
}

/** Of the first branch that asks for exactly this, or of the trunk. */
function receiverOf({ route }: Fields, matcher: string): string {
  const trunk = recordOf(route);
  const branch = recordsOf(trunk['routes']).find(
    ({ matchers }) => Array.isArray(matchers) && matchers.includes(matcher),
  );
  return textOf(branch?.['receiver']) ?? textOf(trunk['receiver']) ?? '';
}

function reachesSomebody({ receivers }: Fields, name: string): boolean {
  const receiver = recordsOf(receivers).find((each) => each['name'] === name) ?? {};
  return Object.entries(receiver).some(([key, value]) => key.endsWith('_configs') && recordsOf(value).length > 0);
}

export const alertRules: readonly Rule[] = [somebodyIsTold, silenceIsNoticed];
