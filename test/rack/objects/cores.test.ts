import { withShareOfCores } from './cores';

const pod = (cpu: string) => ({
  containers: [{ resources: { requests: { cpu, memory: '1Gi' }, limits: { memory: '1Gi', cpu: '1' } } }],
});

const rows: [cpu: string, share: number, becomes: string][] = [
  ['1500m', 0.5, '750m'],
  ['1', 0.5, '500m'],
  ['25m', 0.5, '13m'],
  ['1500m', 2, '1500m'],
];

test.each(rows)('a request of %s, of which a machine has %d, becomes %s', (cpu, share, becomes) => {
  const [{ resources }] = withShareOfCores(pod(cpu), share).containers as [
    ReturnType<typeof pod>['containers'][number],
  ];
  expect(resources).toEqual({ requests: { cpu: becomes, memory: '1Gi' }, limits: { memory: '1Gi', cpu: '1' } });
});
