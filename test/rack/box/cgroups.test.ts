import { hierarchies } from './cgroups';

describe('hierarchies of cgroups', () => {
  test('version 2 alone has none', () => {
    expect(hierarchies('0::/init.scope\n')).toEqual([]);
  });

  test('those that are not mounted are left out', () => {
    expect(hierarchies('3:nowhere:/x\n0::/x\n')).toEqual([]);
  });
});
