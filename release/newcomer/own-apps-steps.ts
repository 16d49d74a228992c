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

const manifest =
  'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: greeting, namespace: hello }\ndata: { text: hello }\n';

/** Forty lines of TypeScript with a route, and plain manifests, in the rack that lies there. */
export async function ownApps({ parent, steps }: Workplace, name: string): Promise<void> {
  const folder = join(parent, name);
  await steps.run(`${name}: new-app`, folder, 'npx rackwright new-app whoami');
  const lines = linesOf(join(folder, 'apps/whoami.ts'));
  steps.check(`${name}: it has ${lines} lines, at most 40`, lines <= 40, String(lines));
  writeFileSync(join(folder, 'images.lock.yaml'), image);
  mkdirSync(join(folder, 'apps/hello'));
  writeFileSync(join(folder, 'apps/hello/all.yaml'), manifest);
  const rack = join(folder, `clusters/${name}.yaml`);
  const text = readFileSync(rack, 'utf8');
  // One machine has no second one for a second pod.
  const block = (text.match(/^ {2}- \{ names:/gm) ?? []).length === 1 ? '{ replicas: 1 }' : 'on';
  writeFileSync(rack, text.replace(/^apps:.*$/m, `$&\n  whoami: ${block}\n  hello: on`));
  await steps.run(`${name}: npm start with apps of one's own`, folder, 'npm start');
  const written = ['apps/whoami/whoami/Deployment.whoami.yaml', 'apps/hello/hello/ConfigMap.greeting.yaml'];
  await steps.run(`${name}: both are in dist/`, join(folder, 'dist', name), `ls ${written.join(' ')}`);
  await steps.run(`${name}: npm test with them`, folder, 'npm test');
  const compiler = join(process.cwd(), 'node_modules/tsgo/bin/tsc');
  await steps.run(
    `${name}: main.ts and apps/ compile against the types of the kit`,
    folder,
    `node ${compiler} --project .`,
  );
}
