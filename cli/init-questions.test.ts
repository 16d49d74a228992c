import { askAll, faultOf } from './init-questions';

test.each([
  ['name', 'attic', undefined],
  ['name', 'My Rack', /DNS label/],
  ['git', 'https://git.example.org/you/rack', undefined],
  ['git', 'github.com/me/home', /address of a Git repository/],
  ['git', 'https://me:token@git.example.org/you/rack', /everybody reads/],
  ['gitPrivate', 'no', undefined],
  ['gitPrivate', 'maybe', /yes or no/],
  ['network', '192.168.1.0/24', undefined],
  ['network', '192.168.1.7', /prefix/],
  ['gateway', '192.168.1.1', undefined],
  ['gateway', 'router', /address/],
  ['loadBalancers', '192.168.1.200-219', undefined],
  ['loadBalancers', 'rack.example.net', /address/],
  ['domain', 'rack.example.net', undefined],
  ['domain', 'http://rack', /host name/],
] as const)('to the question about %s, "%s" is an answer, or is told why not', (key, answer, fault) => {
  if (fault === undefined) expect(faultOf(key, answer)).toBeUndefined();
  else expect(faultOf(key, answer)).toMatch(fault);
});

describe('where nobody is at the keyboard', () => {
  const options = {
    name: 'attic',
    nodes: 'nodes.txt',
    network: '10.20.0.0/24',
    git: 'https://git.example.org/you/rack',
  };
  const place = { folder: '.', faultOfList: () => undefined };

  test('a repository asks for no login unless an option says so', async () => {
    expect(await askAll(options, place)).toMatchObject({ gitPrivate: 'no', gateway: '10.20.0.1' });
    expect(await askAll({ ...options, gitPrivate: 'yes' }, place)).toMatchObject({ gitPrivate: 'yes' });
    expect(await askAll({ ...options, git: 'ssh://git@git.example.org/you/rack' }, place)).not.toHaveProperty(
      'gitPrivate',
    );
  });

  test('an option that is no answer is refused', async () => {
    await expect(askAll({ ...options, gitPrivate: 'perhaps' }, place)).rejects.toThrow(
      /--git-private must be yes or no/,
    );
  });
});
