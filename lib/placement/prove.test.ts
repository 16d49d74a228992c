import fc from 'fast-check';
import { boardOf, columnsOf, emptyArrangement, hasRoom, hasRoomAfterPreemption, put } from './arrangement';
import { attack, othersOf } from './attack';
import type { BladeRoom, PodClass } from './pods';
import { type Loss, noLoss } from './losses';
import { prove, provePinned } from './prove';
import { surveyor } from './survey';

const amounts = (cpuMillicores: number, memoryBytes = 1) => ({ cpuMillicores, memoryBytes, diskBytes: 0, devices: {} });

const blade = (name: string, cpu: number, memory = 100): BladeRoom => ({
  name,
  free: amounts(cpu, memory),
  podSlots: 110,
});

function pods(id: string, count: number, cpu: number, more: Partial<PodClass> = {}): PodClass {
  return {
    id,
    app: id,
    controller: 'Deployment',
    replicas: count,
    count,
    request: amounts(cpu),
    priority: 0,
    preempts: true,
    blades: new Set(['a', 'b', 'c']),
    keepsOff: new Set(),
    isPinned: false,
    ...more,
  };
}

const three = [blade('a', 10), blade('b', 10), blade('c', 10)];

describe('prove', () => {
  const rows: [string, PodClass, PodClass[], string][] = [
    ['a pod alone', pods('web', 1, 5), [], 'proved'],
    ['a pod larger than every blade', pods('web', 1, 11), [], 'impossible'],
    ['two others cannot fill three blades', pods('web', 1, 5), [pods('x', 2, 6)], 'proved'],
    ['three others can', pods('web', 1, 5), [pods('x', 3, 6)], 'undecided'],
    ['three others that it may push out cannot', pods('web', 1, 5, { priority: 1 }), [pods('x', 3, 6)], 'proved'],
    [
      'it may not when it never preempts',
      pods('web', 1, 5, { priority: 1, preempts: false }),
      [pods('x', 3, 6)],
      'undecided',
    ],
    ['whole numbers: five halves fill two blades, not three', pods('web', 1, 5), [pods('x', 5, 3)], 'proved'],
    [
      'one that stays off takes a blade',
      pods('web', 1, 1, { keepsOff: new Set(['x']) }),
      [pods('x', 3, 1)],
      'undecided',
    ],
    ['a blade each, and one blade too few', pods('web', 4, 1, { keepsOff: new Set(['web']) }), [], 'impossible'],
    [
      'a set of one a blade cannot fill a blade twice',
      pods('web', 1, 5),
      [pods('x', 3, 5, { keepsOff: new Set(['x']) })],
      'proved',
    ],
  ];
  it.each(rows)('%s', (_name, pod, others, verdict) => {
    expect(prove(pod, { classes: [pod, ...others], blades: three }).verdict).toBe(verdict);
  });

  it('a pinned pod is proved only if no set of others fills its own blade', () => {
    const db = pods('db', 1, 5);
    expect(provePinned(db, { classes: [db, pods('x', 1, 5)], blades: three }).verdict).toBe('proved');
    expect(provePinned(db, { classes: [db, pods('x', 1, 6)], blades: three }).verdict).toBe('undecided');
  });

  it('uses a large blade that small ones cannot make up for', () => {
    const pod = pods('web', 1, 5);
    const classes = [pod, pods('x', 4, 6)];
    expect(prove(pod, { classes, blades: [blade('a', 10), blade('b', 10), blade('c', 24)] }).verdict).toBe('proved');
  });
});

/** Every arrangement of the others, one by one: true where one leaves no blade with room. */
function canBeShutOut(pod: PodClass, classes: readonly PodClass[], blades: readonly BladeRoom[]): boolean {
  const board = boardOf(pod, columnsOf(classes, blades));
  const others = othersOf(board);
  const arrangement = emptyArrangement(board);
  const numbers = [...blades.keys()];
  const search = (index: number): boolean => {
    if (!numbers.some((blade) => hasRoomAfterPreemption(arrangement, blade))) return true;
    const other = others[index];
    if (other === undefined) return false;
    for (const blade of numbers) {
      if (!hasRoom(arrangement, blade, other)) continue;
      put(arrangement, blade, other);
      const found = search(index + 1);
      put(arrangement, blade, other, -1);
      if (found) return true;
    }
    return search(index + 1);
  };
  return search(0);
}

describe('against every arrangement of small random racks', () => {
  const names = ['a', 'b', 'c'];
  const anyClass = (id: string) =>
    fc
      .record({
        count: fc.integer({ min: 1, max: 3 }),
        cpu: fc.integer({ min: 0, max: 12 }),
        memory: fc.integer({ min: 0, max: 12 }),
        priority: fc.integer({ min: 0, max: 2 }),
        preempts: fc.boolean(),
        blades: fc.subarray(names, { minLength: 1 }),
        keepsOff: fc.subarray(['p', 'q', 'r']),
      })
      .map(({ cpu, memory, blades, keepsOff, ...rest }): PodClass => ({
        id,
        app: id,
        controller: 'Deployment',
        isPinned: false,
        replicas: rest.count,
        ...rest,
        request: amounts(cpu, memory),
        blades: new Set(blades),
        keepsOff: new Set(keepsOff),
      }));
  const anyRack = fc.record({
    classes: fc.tuple(anyClass('p'), anyClass('q'), anyClass('r')),
    blades: fc.tuple(
      ...names.map((name) =>
        fc
          .tuple(fc.integer({ min: 4, max: 16 }), fc.integer({ min: 4, max: 16 }), fc.integer({ min: 1, max: 4 }))
          .map(([cpu, memory, podSlots]): BladeRoom => ({ name, free: amounts(cpu, memory), podSlots })),
      ),
    ),
  });

  it('nothing proved can be shut out, and nothing impossible ever fits', () => {
    let proved = 0;
    fc.assert(
      fc.property(anyRack, ({ classes, blades }) => {
        for (const pod of classes) {
          const { verdict } = prove(pod, { classes, blades });
          if (verdict === 'proved') {
            proved += 1;
            expect(canBeShutOut(pod, classes, blades)).toBe(false);
          }
          if (verdict === 'impossible' && pod.count === 1) expect(canBeShutOut(pod, classes, blades)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    expect(proved).toBeGreaterThan(100);
  });

  it('no prices to begin with prove what can be shut out', () => {
    const anyPrices = fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(anyRack, anyPrices, ({ classes, blades }, prices) => {
        const [pod] = classes;
        const { verdict } = prove(pod, { classes, blades }, new Map(Object.entries(prices)));
        if (verdict === 'proved') expect(canBeShutOut(pod, classes, blades)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('what is answered for several losses is true for each of them', () => {
    const losses = [noLoss(), ...['a', 'b', 'c'].map((name): Loss => ({ kind: 'blade', name, down: [name] }))];
    let proved = 0;
    fc.assert(
      fc.property(anyRack, ({ classes, blades }) => {
        for (const { loss, verdicts } of surveyor(classes, blades, { tries: 2 })(losses)) {
          const up = blades.filter(({ name }) => !loss.down.includes(name));
          for (const [index, { kind }] of verdicts.entries()) {
            if (kind !== 'proved') continue;
            proved += 1;
            expect(canBeShutOut(classes[index] as PodClass, classes, up)).toBe(false);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(proved).toBeGreaterThan(30);
  });

  it('an attack finds only what is there', () => {
    fc.assert(
      fc.property(anyRack, ({ classes, blades }) => {
        const [pod] = classes;
        const { stuck } = attack(pod, { classes, blades }, 10);
        if (stuck > 0) expect(canBeShutOut(pod, classes, blades)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
