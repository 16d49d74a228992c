import { rackView } from '../checks/rack-view';
import { type Edit, edited, set } from '../checks/testing/edits';
import { composeSample } from '../testing/sample-rack';
import { loadReference } from '../testing/reference-rack';
import { stoppingSwitches } from './copies';
import { placeOfStore } from './distance';
import type { Kept } from './kept';
import { copyPromised } from './rules';
import { survivalOf } from './survival';

const reference = composeSample(loadReference());
const view = rackView(reference);
const keptAfter = (edit: Edit): readonly Kept[] => survivalOf(rackView(edited(reference, edit)));
const of = (kept: readonly Kept[], what: RegExp): Kept => {
  const found = kept.find((each) => what.test(`${each.id}: ${each.what}`));
  if (!found) throw new Error(`nothing is called ${String(what)}: ${kept.map((each) => each.what).join('; ')}`);
  return found;
};

describe('the reference rack', () => {
  const kept = survivalOf(view);

  test.each([
    ['what the API server keeps', /API server/, 1, 1],
    ['databases, of which a commit waits for one standby', /databases/, 1, 1],
    ['documents, in stripes over four servers', /open-webui/, 1, 1],
    ['traces, in three copies', /tempo: /, 2, 2],
  ])('%s bears its disks and its blades', (_, what, disks, blades) => {
    const { copies } = of(kept, what);
    expect([copies?.bears, copies?.writesWithout]).toEqual([disks, blades]);
  });

  test('the log of databases is five minutes old off the rack, and read back every week', () => {
    expect(of(kept, /databases/).away).toEqual([
      {
        host: 's3.example.org',
        distance: 'off the rack',
        ageSeconds: 300,
        readBack: { by: 'restore-drill-postgres', everySeconds: 604_800 },
      },
    ]);
  });

  test('documents go off the rack and to the helper every six hours, and one of the two is read back', () => {
    expect(of(kept, /open-webui/).away).toEqual([
      expect.objectContaining({ distance: 'off the rack', ageSeconds: 21_600, readBack: expect.anything() as object }),
      { host: '192.168.1.5', distance: 'beside the rack', ageSeconds: 21_600 },
    ]);
  });

  test('what may go says why', () => {
    const passing = kept.filter((each) => each.passing !== undefined).map(({ id }) => id.split('/').at(-1));
    expect(passing.sort()).toEqual(['logs', 'minio', 'prometheus', 'redis', 'tempo']);
  });

  test('the one switch stops all of it', () => {
    expect(kept.every(({ copies }) => copies?.stoppedBy.includes('usw-pro-24'))).toBe(true);
  });

  test('keeps what its file promises', () => {
    expect(copyPromised.check(view)).toEqual([]);
  });
});

describe('slips in what is rendered', () => {
  const withFile = (name: string, change: (text: string) => string): Edit => {
    const file = view.find('ConfigMap', 'data', name)!.object!.manifest.data as Record<string, string>;
    return set(`data/ConfigMap/${name}`, 'data["run.sh"]', change(file['run.sh']!));
  };

  test('a bucket that the copy forgets is in a line of its own, without a copy off the rack', () => {
    const kept = keptAfter(
      withFile('document-backups', (text) => text.replace('for bucket in open-webui rag;', 'for bucket in rag;')),
    );
    expect(of(kept, /: bucket open-webui$/).away.map(({ distance }) => distance)).toEqual(['beside the rack']);
  });

  test('a copy that is suspended is none', () => {
    const kept = keptAfter(set('data/CronJob/document-backups', 'spec.suspend', true));
    expect(of(kept, /open-webui/).away.map(({ distance }) => distance)).toEqual(['beside the rack']);
  });

  test('a drill of another archive reads nothing back', () => {
    const path = 'spec.jobTemplate.spec.template.spec.initContainers[archive].env[DESTINATION].value';
    const kept = keptAfter(set('data/CronJob/restore-drill-postgres', path, 's3://other/postgres'));
    expect(of(kept, /databases/).away[0]?.readBack).toBeUndefined();
  });

  test('without a standby that commits wait for, the newest commits lie on one disk', () => {
    const kept = keptAfter(set('data/Cluster/postgres', 'spec.postgresql.synchronous', undefined));
    expect(of(kept, /databases/).copies?.bears).toBe(0);
  });

  test('a longer time between two backups makes the copy older', () => {
    const kept = keptAfter(set('data/CronJob/document-backups', 'spec.schedule', '25 3 * * *'));
    expect(of(kept, /open-webui/).away[0]?.ageSeconds).toBe(86_400);
  });
});

describe('switches', () => {
  const feed = (name: string, from: string) => ({ name, feed: { switch: from, port: 1 } });
  const two = (left: number, right: number) => {
    const blades = [
      ...Array.from({ length: left }, (_, index) => feed(`l-${index}`, 'left')),
      ...Array.from({ length: right }, (_, index) => feed(`r-${index}`, 'right')),
    ];
    const rack = { switches: { left: {}, right: {} }, blades };
    return { names: blades.map(({ name }) => name), view: { ...view, rack } as unknown as typeof view };
  };

  test.each([
    ['three members may all stand behind one of two switches', 3, 2, 5, 5, ['left', 'right']],
    ['a switch with one blade carries one member of three', 3, 2, 1, 5, ['right']],
    ['any one copy suffices, and each switch may carry all three', 3, 1, 3, 3, ['left', 'right']],
    ['a switch with two blades never carries all three copies', 3, 1, 2, 2, []],
  ])('%s', (_, members, needs, left, right, stopping) => {
    const { names, view: rack } = two(left, right);
    expect(stoppingSwitches(members, needs, names, rack)).toEqual(stopping);
  });
});

test.each([
  ['https://s3.example.org', 'off the rack'],
  [undefined, 'off the rack'],
  ['http://minio.data.svc.cluster.local:9000', 'in the rack'],
  ['https://files.rack.home.arpa', 'in the rack'],
  ['http://192.168.1.14:9000', 'in the rack'],
  ['http://192.168.1.5:9000', 'beside the rack'],
])('a store at %s is %s', (endpoint, distance) => {
  expect(placeOfStore(endpoint, reference.rack).distance).toBe(distance);
});
