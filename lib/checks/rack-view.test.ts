import { rackView } from './rack-view';
import { edited, set } from './testing/edits';
import { soundRack } from './testing/sound-rack';

test('a port whose number is misspelt is no port of the pods, and never one of no number', () => {
  const misspelt = set('ml/Deployment/chat', 'spec.template.spec.containers[chat].ports', [
    { name: 'http', contanerPort: 8080 },
    { name: 'other', containerPort: 8081 },
  ]);
  const { podGroups } = rackView(edited(soundRack, misspelt));
  expect(podGroups.find(({ id }) => id === 'ml/Deployment/chat')?.ports).toEqual([
    { name: 'other', port: 8081, protocol: 'TCP' },
  ]);
});
