import { addressInMessages } from './alert-links';

const opened = (name: string, host: string) =>
  ({ url: `https://${host}.rack.home.arpa/`, behind: { pods: { name } } }) as never;

test('links in messages lead below Grafana, where people can open it', () => {
  const openAddresses = [opened('open-webui', 'chat'), opened('grafana', 'grafana')];
  expect(addressInMessages({ openAddresses }, '/alertmanager', 9093)).toBe(
    'https://grafana.rack.home.arpa/alertmanager',
  );
});

test('they lead to the port that the runbook forwards, where they cannot', () => {
  expect(addressInMessages({ openAddresses: [opened('open-webui', 'chat')] }, '/prometheus', 9090)).toBe(
    'http://localhost:9090',
  );
});
