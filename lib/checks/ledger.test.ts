import { ledgerOf } from './ledger';
import { rackView } from './rack-view';
import { edited, set, setFact } from './testing/edits';
import { soundRack } from './testing/sound-rack';

describe('the ledger', () => {
  const chat = 'ml/Deployment/chat';
  const row = (id: string, edit = set(chat, 'metadata.name', 'chat')) =>
    ledgerOf(rackView(edited(soundRack, edit))).rows.find((each) => each.id === id);

  test('counts a sidecar beside the containers and an init container only where it is larger', () => {
    const init = (name: string, memory: string, restartPolicy?: string) => ({
      name,
      resources: { requests: { cpu: '10m', memory }, limits: { memory } },
      ...(restartPolicy && { restartPolicy }),
    });
    const plain = row(chat)!.pod.memoryBytes;
    const path = 'spec.template.spec.initContainers';
    const withBoth = row(chat, set(chat, path, [init('wait', '1Mi'), init('proxy', '64Mi', 'Always')]))!;
    expect(withBoth.pod.memoryBytes).toBe(plain + 64 * 2 ** 20);
    expect(row(chat, set(chat, path, [init('load', '20Gi')]))!.pod.memoryBytes).toBe(20 * 2 ** 30);
  });

  test('puts a daemon on every blade that its pods may land on, and on no list of pods that may go anywhere', () => {
    const { rows, blades, asked } = ledgerOf(rackView(soundRack));
    const daemons = rows.filter(({ daemonOn }) => daemonOn);
    expect(daemons.map(({ id }) => id)).toContain('hardware/DaemonSet/thermal');
    const anywhere = rows.filter(({ daemonOn }) => !daemonOn);
    expect(asked.cpuMillicores).toBe(anywhere.reduce((sum, { pod, count }) => sum + pod.cpuMillicores * count, 0));
    for (const { name, daemons: sum } of blades) {
      const own = daemons.filter(({ daemonOn }) => daemonOn!.includes(name));
      expect(sum.memoryBytes).toBe(own.reduce((bytes, { pod }) => bytes + pod.memoryBytes, 0));
    }
  });

  test('loses the worker with the most room, or none where there is only one', () => {
    const { room, roomWithOneLost, blades } = ledgerOf(rackView(soundRack));
    const lefts = blades.filter(({ isWorker }) => isWorker).map(({ left }) => left.memoryBytes);
    expect(room.memoryBytes - roomWithOneLost.memoryBytes).toBe(Math.max(...lefts));
    const one = edited(soundRack, setFact('rack.blades', soundRack.rack.blades.slice(0, 1)));
    const single = ledgerOf(rackView(one));
    expect(single.roomWithOneLost).toEqual(single.room);
  });
});
