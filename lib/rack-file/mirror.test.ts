import { cacheMirrors } from './helper-machines';
import { inMirror, mirrorAt, statedMirrors } from './mirror';

const helpers = [{ name: 'nuc', address: '192.168.1.5', does: ['image-cache' as const] }];

test.each([
  ['https://r.example.org', { origin: 'https://r.example.org', prefix: '' }],
  ['https://r.example.org/hub', { origin: 'https://r.example.org', prefix: 'hub/' }],
  ['https://r.example.org/v2/hub/all/', { origin: 'https://r.example.org', prefix: 'hub/all/' }],
  ['http://192.168.1.9:5000/v2', { origin: 'http://192.168.1.9:5000', prefix: '' }],
])('%s is a server and the beginning of names there', (url, mirror) => {
  expect(mirrorAt(url)).toEqual(mirror);
});

test('the cache of a helper is no mirror that the owner fills', () => {
  const mirrors = { ...cacheMirrors(helpers), 'quay.io': 'https://r.example.org/quay' };
  expect(statedMirrors({ mirrors, helpers })).toEqual({ 'quay.io': 'https://r.example.org/quay' });
});

test('repositories keep their names behind what the mirror puts before', () => {
  const rack = {
    helpers: [],
    mirrors: { 'quay.io': 'https://r.example.org/quay', 'charts.longhorn.io': 'http://192.168.1.9:5000/charts' },
  };
  expect(inMirror(rack, 'quay.io/cilium/charts/cilium')).toEqual({
    repository: 'r.example.org/quay/cilium/charts/cilium',
    isPlain: false,
  });
  expect(inMirror(rack, 'https://charts.longhorn.io/longhorn')).toEqual({
    repository: '192.168.1.9:5000/charts/longhorn',
    isPlain: true,
  });
  expect(inMirror(rack, 'ghcr.io/a/b')).toBeUndefined();
});
