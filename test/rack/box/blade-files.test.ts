import { reservations } from '../../../lib/talos/reservations';
import { type BladeSpec, bladeFiles } from './blade-files';

const blade: BladeSpec = {
  name: 'blade-04',
  role: 'worker',
  address: '192.168.1.14',
  number: 1,
  memoryBytes: 8 * 2 ** 30,
  cores: 4,
  labels: {},
};

function kubeletOf(ownDisk: boolean): { evictionHard: Record<string, string>; volumeStatsAggPeriod: string } {
  const joining = {
    kubelet: '',
    kubeProxy: '',
    networkPolicies: { token: '', 'ca.crt': '' },
    serving: { cert: '', key: '' },
    ownDisk,
  };
  return JSON.parse(bladeFiles(blade, joining, '')['etc/kubernetes/kubelet.json']);
}

test('a kubelet with a disk of its own evicts as Talos tells it, and measures as often as by itself', () => {
  const { evictionHard, volumeStatsAggPeriod } = kubeletOf(true);
  expect(evictionHard).toEqual(reservations.worker.evictionHard);
  expect(volumeStatsAggPeriod).toBe('1m');
});

test('a kubelet on the disk of the machine does not evict because somebody else fills it', () => {
  const { evictionHard } = kubeletOf(false);
  expect(evictionHard['nodefs.available']).toBe('1%');
  expect(evictionHard['memory.available']).toBe(reservations.worker.evictionHard['memory.available']);
});
