import { nearest } from './did-you-mean';

const keys = ['gateway', 'controlPlane', 'loadBalancers', 'postgres', 'redis', 'arm64', 'amd64'];

test.each([
  ['gatway', 'gateway'],
  ['gatewya', 'gateway'],
  ['control-plane', 'controlPlane'],
  ['defualt_gateway', 'gateway'],
  ['postgress', 'postgres'],
  ['arm', 'arm64'],
  ['Redis', 'redis'],
])('%s probably means %s', (word, meant) => expect(nearest(word, keys)).toBe(meant));

test.each(['monitoring', 'x', '', 'kubernetes-dashboard'])('%p means none of them', (word) => {
  expect(nearest(word, keys)).toBeUndefined();
});
