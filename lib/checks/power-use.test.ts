import { setFact, all, edited } from './testing/edits';
import { soundRack } from './testing/sound-rack';
import { loudest, powerUse } from './power-use';
import { rackView } from './rack-view';

const fed = all(
  setFact('rack.switches', { desk: { ports: 8, perPortWatts: 15, totalWatts: 60 } }),
  ...soundRack.rack.blades.map((_, index) =>
    setFact(`rack.blades[${index}].feed`, { switch: 'desk', port: index + 1 }),
  ),
);

test('a rack draws between idle and its worst, and a lost blade leaves less in all and more on each other port', () => {
  const [rack, desk, port] = powerUse(rackView(edited(soundRack, fed)));
  expect(rack).toMatchObject({
    what: 'the rack',
    blades: 5,
    whole: { idle: 15, most: 60 },
    oneLost: { idle: 12, most: 48 },
  });
  expect(desk).toMatchObject({ what: 'desk', gives: 60 });
  expect(port).toMatchObject({ blades: 1, gives: 15 });
  expect(rack!.whole.asked).toBeGreaterThan(rack!.whole.idle);
  expect(rack!.oneLost!.asked).toBeLessThan(rack!.whole.asked);
  expect(port!.oneLost!.asked).toBeGreaterThan(port!.whole.asked);
});

test('ten fans are ten decibels louder than one', () => {
  expect(loudest(10)! - loudest(1)!).toBeCloseTo(10);
  expect(loudest(0)).toBeUndefined();
});
