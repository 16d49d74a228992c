import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from './owner-repository';
import type { Workplace } from './workplace';

const image = `whoami:
  image: docker.io/traefik/whoami
  tag: v1.11.0
  platforms: [linux/arm64, linux/amd64]
  withoutDigest: not looked up yet
`;

/** For one machine, which has no second one for a second pod. */
const manifest =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: greeting, namespace: hello }\ndata: { text: hello }\n';

/** Forty lines of TypeScript with a route, and plain manifests, in the rack that lies there. */
export async function ownApps({ parent, steps }: Workplace, name: string): Promise<void> {
  const folder = join(parent, name);
  await steps.run(`${name}: new-app`, folder, 'npx rackwright new-app whoami');
  const lines = linesOf(join(folder, 'apps/whoami.ts'));
  steps.check(`${name}: it has ${lines} lines, at most 40`, lines <= 40, String(lines));
  writeFileSync(join(folder, 'images.lock.yaml'), image);
  const rack = join(folder, `clusters/${name}.yaml`);
  const text = readFileSync(rack, 'utf8');
  const isAlone = (text.match(/^ {2}- \{ names:/gm) ?? []).length === 1;
  const block = isAlone ? '{ replicas: 1 }' : 'on';
  if (isAlone) {
    mkdirSync(join(folder, 'apps/hello'));
    writeFileSync(join(folder, 'apps/hello/hello.yaml'), manifest);
  } else await steps.run(`${name}: new-app --yaml`, folder, 'npx rackwright new-app hello --yaml');
  writeFileSync(rack, text.replace(/^apps:.*$/m, `$&\n  whoami: ${block}\n  hello: on`));
  await steps.run(`${name}: npm start with apps of one's own`, folder, 'npm start');
  const plain = isAlone ? ['ConfigMap.greeting'] : ['HTTPRoute.hello', 'CiliumNetworkPolicy.hello'];
  const written = [
    'apps/whoami/whoami/Deployment.whoami.yaml',
    ...plain.map((each) => `apps/hello/hello/${each}.yaml`),
  ];
  await steps.run(`${name}: both are in dist/`, join(folder, 'dist', name), `ls ${written.join(' ')}`);
  await steps.run(`${name}: npm test with them`, folder, 'npm test');
  const compiler = join(process.cwd(), 'node_modules/tsgo/bin/tsc');
  await steps.run(
    `${name}: main.ts and apps/ compile against the types of the kit`,
    folder,
    `node ${compiler} --project .`,
  );
  await refused(steps, folder, name, 'apps/whoami.ts', {
    what: 'a misspelt field of the kit is refused',
    edit: (app) => app.replace(/^( +)replicas,$/m, '$1replcas: replicas,'),
    says: /did you mean replicas\?/,
  });
  if (isAlone) return;
  await refused(steps, folder, name, 'apps/hello/hello.yaml', {
    what: 'a route to pods that no policy opens is refused',
    edit: (app) => app.replace('fromEntities: [ingress]', 'fromEntities: [host]'),
    says: /network\/unreachable/,
  });
}

interface Slip {
  what: string;
  edit: (text: string) => string;
  says: RegExp;
}

/** A slip of the owner's, which npm start refuses; afterwards the file is as before. */
async function refused(
  steps: Workplace['steps'],
  folder: string,
  name: string,
  file: string,
  { what, edit, says }: Slip,
): Promise<void> {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, edit(before));
  const { said } = await steps.run(`${name}: npm start with a slip in ${file}`, folder, '! npm start');
  writeFileSync(path, before);
  steps.check(`${name}: ${what}`, edit(before) !== before && says.test(said), said);
}
