import { nodeAlerts } from '../apps/observability/node-exporter.alerts';
import { reservations } from './reservations';

const shares = Object.values(reservations).flatMap(({ evictionHard }) => [
  evictionHard['nodefs.available'],
  evictionHard['imagefs.available'],
]);

test('images clear before pods go: the partition is one, and the kubelet begins with images when 15 % are left', () => {
  for (const share of shares) expect(Number.parseInt(share, 10)).toBeLessThan(15);
});

test('somebody is told of a full disk before the kubelet evicts', () => {
  const { alerts } = nodeAlerts({ blades: [], switches: {} });
  const { expr } = alerts.find(({ alert }) => alert === 'NodeDiskAlmostFull')!;
  const [, told] = /< ([\d.]+)$/.exec(expr)!;
  for (const share of shares) expect(Number.parseInt(share, 10) / 100).toBeLessThan(Number(told));
});
