import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { take } from '../../imports/tool/modules';
import type { Contestant } from './measure';

/**
 * What `cdk8s init typescript-app` lays down, in test/bench/stock: its tsconfig.json and cdk8s.yaml byte for byte, its
 * packages, its `npx ts-node main.ts`, and `imports/k8s.ts` from the CLI's own generator. Two ways to write the same
 * objects: with the imported classes, which the template's `imports: - k8s` is there for, and with cdk8s-plus.
 */
export interface StockTemplate {
  imported?: Contestant;
  plus: Contestant;
  /** Why the imported classes are not timed. */
  missing?: string;
}

/** The Kubernetes version that `cdk8s import k8s` means when none is named: the smallest of those it knows today. */
const KUBERNETES = '1.25.0';

export function stockTemplate(root: string, objects: number): StockTemplate {
  const folder = join(root, 'test/bench/stock');
  assertUntouched(root, folder);
  if (!existsSync(join(folder, 'node_modules'))) {
    console.error('Installing the stock cdk8s template (test/bench/stock) …');
    spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  }
  const written = (name: string, entry: string): Contestant => ({
    name,
    command: 'npx',
    args: ['ts-node', entry],
    cwd: folder,
    env: { OBJECTS: String(objects) },
  });
  const plus = written('the same with cdk8s-plus-33 (npx ts-node plus.ts)', 'plus.ts');
  if (spawnSync('go', ['version']).status !== 0) return { plus, missing: 'Go is not installed' };
  importKinds(root, folder);
  return { imported: written('stock cdk8s template (npx ts-node main.ts)', 'main.ts'), plus };
}

/** A contestant that was tuned is none. */
function assertUntouched(root: string, folder: string): void {
  const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
  for (const file of ['tsconfig.json', 'cdk8s.yaml']) {
    if (readFileSync(join(folder, file), 'utf8') !== readFileSync(join(template, file), 'utf8'))
      throw new Error(`test/bench/stock/${file} is not the one of the cdk8s template: copy it from there`);
  }
}

/**
 * `cdk8s import k8s` without its download: the same definitions lie in Kubernetes' own module. Two of them are spelt as
 * in the file that the CLI would fetch, where IntOrString and Quantity are either of two types.
 */
function importKinds(root: string, folder: string): void {
  const imports = join(folder, 'imports');
  if (existsSync(join(imports, 'k8s.ts'))) return;
  console.error(`Importing Kubernetes ${KUBERNETES} into the stock template (cdk8s import k8s) …`);
  const swagger = 'api/openapi-spec/swagger.json';
  const { files } = take({ module: 'k8s.io/kubernetes', version: `v${KUBERNETES}`, files: [swagger] });
  const { definitions } = JSON.parse(files.get(swagger)!.toString('utf8')) as { definitions: Record<string, unknown> };
  definitions['io.k8s.apimachinery.pkg.util.intstr.IntOrString'] = { oneOf: [{ type: 'string' }, { type: 'integer' }] };
  definitions['io.k8s.apimachinery.pkg.api.resource.Quantity'] = { oneOf: [{ type: 'string' }, { type: 'number' }] };
  const args = [join(root, 'test/bench/import-k8s.cjs'), KUBERNETES, imports];
  const input = JSON.stringify({ definitions });
  const { status } = spawnSync(process.execPath, args, { cwd: root, input, stdio: ['pipe', 'ignore', 'inherit'] });
  if (status === 0) return;
  rmSync(imports, { recursive: true, force: true });
  throw new Error('cdk8s import k8s failed');
}
