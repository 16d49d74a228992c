import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFit } from './fit';

const rackText = `name: attic
talos: 1.14.2
kubernetes: 1.36.4
git: { url: https://git.example.net/casey/rack }
network:
  nodes: 10.20.30.0/24
  gateway: 10.20.30.1
  controlPlane: 10.20.30.10
  loadBalancers: 10.20.30.200-219
  domain: rack.home.arpa
hardware:
  cm4: { arch: arm64, cores: 4, memory: 8GB, disk: 1TB, watts: 3W-12W }
blades:
  - { names: b-01, addresses: 10.20.30.11, hardware: cm4, role: control-plane }
  - { names: b-02..04, addresses: 10.20.30.12-14, hardware: cm4 }
apps: # what we want
  grafana: on # for the cat
  prometheus: { memory: 12Gi } # all of it
`;

const root = mkdtempSync(join(tmpdir(), 'fit-'));
const file = join(root, 'clusters', 'attic.yaml');
beforeAll(() => mkdirSync(join(root, 'clusters')));
afterAll(() => rmSync(root, { recursive: true }));

/** Exit code and standard output of one run on a rack file. */
function run(text: string, options: Parameters<typeof runFit>[2] = {}): { code: number; said: string } {
  writeFileSync(file, text);
  const said: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((each) => said.push(String(each)) > 0);
  try {
    return { code: runFit({ cwd: root, root }, undefined, options), said: said.join('') };
  } finally {
    write.mockRestore();
  }
}

test('a pod larger than every blade gets its usual size back, in a patch that git takes and after which all fits', () => {
  const { code, said } = run(rackText, { patch: true });
  expect(code).toBe(1);
  execFileSync('git', ['apply', '-'], { cwd: root, input: said });
  const fitted = readFileSync(file, 'utf8');
  expect(fitted).toBe(rackText.replace('prometheus: { memory: 12Gi } # all', 'prometheus: on # all'));
  expect(run(fitted)).toEqual({ code: 0, said: expect.stringContaining('It fits as it is.') as string });
});

test('a mistake that no size corrects is told as the rack file tells it', () => {
  const told = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  expect(run(rackText.replace('hardware: cm4 }\napps', 'hardware: cm5 }\napps')).code).toBe(2);
  expect(told.mock.calls.join()).toContain('cm5');
  told.mockRestore();
});
