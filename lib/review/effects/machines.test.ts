import { changesOf } from '../changes';
import { effectsOf } from './effects';

type Texts = Map<string, string>;

function said(before: Texts, after: Texts, machines: { before: Texts; after: Texts }): string[] {
  const { lines } = effectsOf(changesOf(before, after), { rack: 'sample', before, after, machines });
  return lines.map(({ effect, object: id, detail }) => `${effect} ${id}${detail === '' ? '' : `: ${detail}`}`);
}

describe('machines', () => {
  const rack = (
    talos = '1.14.2',
    blades: object[] = [
      { name: 'a', role: 'control-plane', hardware: 'cm4' },
      { name: 'b', role: 'worker', hardware: 'cm4' },
    ],
  ) =>
    new Map([
      [
        'rack.json',
        JSON.stringify({
          facts: {
            rack: {
              talos,
              blades,
              hardware: { cm4: { memoryBytes: 8e9, watts: { max: 12 } } },
              switches: { one: { totalWatts: 90 } },
            },
          },
        }),
      ],
    ]);
  const document = (kind: string, more: object) =>
    `kind: ${kind}\n${JSON.stringify(more).slice(1, -1).replaceAll('"', '').replaceAll(':', ': ')}\n`;

  test.each<[string, string, string, string[]]>([
    [
      'what every blade has',
      'all.yaml',
      'ResolverConfig',
      ['apply-config talos/sample/all.yaml: a and b: ResolverConfig'],
    ],
    ['what workers have', 'worker.yaml', 'KubeletConfig', ['apply-config talos/sample/worker.yaml: b: KubeletConfig']],
    [
      'what is read at boot',
      'all.yaml',
      'SecurityProfileConfig',
      ['reboots talos/sample/all.yaml: a and b: SecurityProfileConfig; SecurityProfileConfig is read at boot only'],
    ],
    [
      'a volume',
      'nodes/a.yaml',
      'UserVolumeConfig',
      ['apply-config talos/sample/nodes/a.yaml: a: UserVolumeConfig; a volume that exists keeps its size and place'],
    ],
    [
      'the image of a kind of board',
      'schematics/cm4.yaml',
      'x',
      [
        'reboots talos/sample/schematics/cm4.yaml: a and b: another installer image; talosctl upgrade, one blade after the other',
      ],
    ],
    ['a blade that is no more', 'nodes/z.yaml', 'HostnameConfig', []],
  ])('%s', (_, path, kind, lines) => {
    const machines = {
      before: new Map([[path, document(kind, { a: 1 })]]),
      after: new Map([[path, document(kind, { a: 2 })]]),
    };
    expect(said(rack(), rack(), machines)).toEqual(lines);
  });

  test('another version of Talos, and what the rack has before and after', () => {
    const [before, after] = [rack(), rack('1.14.3', [{ name: 'a', role: 'control-plane', hardware: 'cm4' }])];
    const { lines, figures } = effectsOf([], {
      rack: 'sample',
      before,
      after,
      machines: { before: new Map(), after: new Map() },
    });
    expect(lines).toMatchObject([{ effect: 'reboots', object: 'talos', specPath: 'talos' }]);
    expect(figures).toEqual([
      { name: 'blades', before: '2', after: '1' },
      { name: 'power at most', before: '24 W of 90 W', after: '12 W of 90 W' },
      { name: 'memory of all blades', before: '16G', after: '8G' },
    ]);
  });
});
