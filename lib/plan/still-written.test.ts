import { loadReference } from '../testing/reference-rack';
import { retireBlade } from './retire-blade';
import { withStillWritten } from './still-written';

const written = loadReference();
const without = (name: string) => ({
  ...written,
  blades: written.blades.filter((each) => each.name !== name),
  replicaBlades: written.replicaBlades.filter((each) => each !== name),
});

test('a blade that the rack file has lost is planned for as long as dist/ has it', () => {
  const rack = withStillWritten(without('blade-05'), written);
  expect(rack.blades.map(({ name }) => name).sort()).toEqual(written.blades.map(({ name }) => name).sort());
  expect([...rack.replicaBlades].sort()).toEqual([...written.replicaBlades].sort());
  expect(retireBlade.plan('blade-05', { rack, images: {} })).toMatchObject({ title: 'retire blade-05' });
});

test('hardware that went with it is known', () => {
  const { hardware } = withStillWritten({ ...without('blade-05'), hardware: {} }, written);
  expect(hardware).toEqual(written.hardware);
});

test('a rack that is written as it stands stays as it is', () => {
  expect(withStillWritten(written, written)).toBe(written);
});
