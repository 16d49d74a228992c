import { controllerFlags } from './flux';

const patch = (flag: string, name: string) => ({
  patch: `- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: ${flag}\n`,
  target: { kind: 'Deployment', name },
});
const flagsOf = (...patches: object[]) => controllerFlags({ spec: { kustomize: { patches } } });

test('the controller gets every flag of the rack that is meant for it, misspelt ones too', () => {
  expect(
    flagsOf(
      patch('--concurrent=20', 'kustomize-controller'),
      patch('--no-such-flag=1', '(kustomize-controller|helm-controller)'),
      patch('--concurrent=3', 'helm-controller'),
    ),
  ).toEqual(['--concurrent=20', '--no-such-flag=1']);
});

test('how soon it asks for dependencies again is the bench’s own', () => {
  expect(flagsOf(patch('--requeue-dependency=5s', '.*-controller'))).toEqual([]);
});

test('an instance without patches adds nothing', () => {
  expect(controllerFlags({ spec: {} })).toEqual([]);
});
