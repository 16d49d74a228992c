import { furtherModels, furtherRoutes, providerKeys, standIns, whereTheyAre } from './litellm.models';

const gpu = { url: 'http://192.168.1.50:11434/v1', model: 'qwen3:14b' };

function read(models: object) {
  return furtherModels.parse(models);
}

describe('a model beyond the rack', () => {
  test.each([
    ['by its address', gpu, undefined],
    ['by its provider', { provider: 'anthropic' }, undefined],
    ['by nobody', { model: 'x' }, 'nobody is said to serve it'],
    ['by two', { ...gpu, provider: 'mistral' }, 'two are said to serve it'],
    ['at the root of a server', { url: 'http://192.168.1.50:11434' }, 'has no path'],
    ['without a limit that would let anything through', { ...gpu, atOnce: 0 }, '>=1'],
  ])('is served %s', (_, model, refusal) => {
    const { error } = furtherModels.safeParse({ 'qwen3-14b': model });
    expect(error?.issues.map(({ message }) => message).join() ?? '').toContain(refusal ?? '');
    expect(error === undefined).toBe(refusal === undefined);
  });

  test('is told to LiteLLM with its limits, price and the name of its key, never with a key', () => {
    const models = read({
      'qwen3-14b': { ...gpu, key: true, atOnce: 2, perMinute: 30, price: { input: 1, output: 2 } },
    });
    expect(furtherRoutes(models, 600)).toEqual([
      {
        model_name: 'qwen3-14b',
        model_info: { id: 'outside-qwen3-14b', mode: 'chat' },
        litellm_params: {
          model: 'openai/qwen3:14b',
          api_base: 'http://192.168.1.50:11434/v1',
          api_key: 'os.environ/QWEN3_14B_KEY',
          timeout: 600,
          drop_params: true,
          max_parallel_requests: 2,
          rpm: 30,
          input_cost_per_token: 0.000_001,
          output_cost_per_token: 0.000_002,
        },
      },
    ]);
  });

  test('asks for the key of a provider once, however many of its models there are', () => {
    const keys = providerKeys(read({ a: { provider: 'mistral' }, b: { provider: 'mistral' }, c: gpu }));
    expect(Object.keys(keys)).toEqual(['A_KEY', 'B_KEY']);
    expect(new Set(Object.values(keys).map((key) => 'hint' in key && key.hint))).toEqual(
      new Set(['API key for mistral']),
    );
  });

  test('opens the way to its machine and no other, each once', () => {
    const ports = whereTheyAre(read({ a: gpu, b: { ...gpu, model: 'other' }, c: { provider: 'anthropic' } }));
    expect(ports).toEqual([
      { kind: 'outside', to: { cidr: '192.168.1.50/32' }, port: 11_434, protocol: 'TCP' },
      { kind: 'outside', to: { dnsName: 'api.anthropic.com' }, port: 443, protocol: 'TCP' },
    ]);
  });
});

describe('who stands in', () => {
  const own = ['small', 'large'];
  test.each([
    ['no model beyond the rack unless it says so', { x: gpu }, { small: ['large'], large: ['small'], x: own }],
    [
      'one before the rack’s own',
      { x: { ...gpu, standsIn: 'first' } },
      { small: ['x', 'large'], large: ['x', 'small'], x: own },
    ],
    ['one after them', { x: { ...gpu, standsIn: 'last' } }, { small: ['large', 'x'], large: ['small', 'x'], x: own }],
    [
      'never one that makes vectors',
      { x: { ...gpu, does: 'embeddings', standsIn: 'first' } },
      { small: ['large'], large: ['small'] },
    ],
    [
      'one more server of a model is none',
      { small: { ...gpu, standsIn: 'last' } },
      { small: ['large'], large: ['small'] },
    ],
  ])('%s', (_, models, expected) => {
    expect(Object.assign({}, ...standIns(own, read(models)))).toEqual(expected);
  });

  test('nobody, where a rack has one chat model', () => {
    expect(standIns(['small'], read({}))).toEqual([]);
  });
});
