import * as z from 'zod';
import type { AppBlock } from '../app-block';
import { loadRack } from '../load';

const serves: AppBlock = {
  name: 'serves',
  summary: 'serves models',
  schema: z.strictObject({ model: z.string().default('qwen3-0.6b').describe('model') }),
  needs: [],
  models: ({ model }: { model: string }) => [{ model, does: 'chat' }],
};
const asks: AppBlock = {
  name: 'asks',
  summary: 'names models',
  schema: z.strictObject({ wanted: z.array(z.string()).default([]).describe('models') }),
  needs: [],
  wantsModels: ({ wanted }: { wanted: string[] }) => wanted.map((model, index) => ({ path: ['wanted', index], model })),
};

function problems(apps: string) {
  const text = `
name: rack
talos: 1.14.2
kubernetes: 1.36.4
git: { url: https://git.example.org/you/rack }
network: { nodes: 192.168.1.0/24, gateway: 192.168.1.1, controlPlane: 192.168.1.10, loadBalancers: 192.168.1.200-219, domain: rack.home.arpa }
hardware: { mini: { arch: amd64, cores: 8, memory: 32GB, disk: 1TB } }
blades:
  - { names: mini-01..03, addresses: 192.168.1.11-13, hardware: mini, role: control-plane }
backups: { offsite: { endpoint: https://s3.example.org, bucket: rack } }
apps: ${apps}
`;
  return loadRack({ text, file: 'clusters/rack.yaml', apps: [serves, asks] }).problems.map(
    ({ line, title, suggestion }) => `${line}: ${title}${suggestion ? `, ${suggestion}?` : ''}`,
  );
}

it.each([
  ['a model that is served', '{ serves: on, asks: { wanted: [qwen3-0.6b] } }', []],
  [
    'a slip in its name',
    '{ serves: on, asks: { wanted: [qwen3-0.6] } }',
    ['11: no app serves the model qwen3-0.6, qwen3-0.6b?'],
  ],
  ['a model of an app that is off', '{ asks: { wanted: [qwen3-0.6b] } }', ['11: no app serves the model qwen3-0.6b']],
  ['a model that another block gave another name', '{ serves: { model: mine }, asks: { wanted: [mine] } }', []],
])('%s', (_, apps, expected) => {
  expect(problems(apps)).toEqual(expected);
});
