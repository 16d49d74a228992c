import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { plainApp } from '../lib/project/plain-app';
import { rackFiles } from '../lib/rack-file/rack-files';
import { CannotRun } from './cannot-run';
import { type Place, placeOf } from './rack-root';
import { runToEnd } from './run';

export function register(program: Command): void {
  program
    .command('new-app')
    .description('write the smallest complete app of your own into apps/')
    .argument('<name>', 'lower-case letters, digits and dashes; also its namespace and its host name')
    .option('--yaml', 'as plain manifests, to be replaced by those that a chart or kustomize writes')
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright new-app whoami           apps/whoami.ts; says what to add to images.lock.yaml and the rack file
  npx rackwright new-app whoami --yaml    apps/whoami/whoami.yaml: namespace, pods, policy and route, as every rule wants them`,
    )
    .action((name: string, { yaml = false }: { yaml?: boolean }) =>
      runToEnd(() => runNewApp(placeOf(process.cwd()), name, yaml), process.env),
    );
}

export function runNewApp({ root }: Place, name: string, asYaml = false): 0 {
  if (!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
    throw new CannotRun(`"${name}" cannot name an app: use lower-case letters, digits and dashes, 63 at most.`);
  }
  for (const taken of [`apps/${name}.ts`, `apps/${name}`])
    if (existsSync(join(root, taken))) throw new CannotRun(`${taken} is there already; nothing was written.`);
  const file = asYaml ? `apps/${name}/${name}.yaml` : `apps/${name}.ts`;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), asYaml ? plainApp(name, domainOf(root)) : smallestApp(name));
  process.stdout.write(`${file}\n`);
  process.stderr.write(nextSteps(name, asYaml));
  return 0;
}

/** Of the first rack that states one; a finding names the right one where there are several. */
function domainOf(root: string): string {
  const texts = rackFiles(root).map((file) => readFileSync(join(root, file), 'utf8'));
  return texts.flatMap((text) => /^\s+domain: *(\S+)/m.exec(text)?.[1] ?? [])[0] ?? 'rack.home.arpa';
}

function nextSteps(name: string, asYaml: boolean): string {
  return `Next:
  1. images.lock.yaml: the image that it runs, under the name ${name}:
       ${name}:
         image: docker.io/traefik/whoami
         tag: v1.11.0
         platforms: [linux/arm64, linux/amd64]
         withoutDigest: not looked up yet${asYaml ? '\n     The manifests spell the same image, with its tag and, once there is one, @ and its digest.' : ''}
  2. the rack file, under apps:  ${name}: on
  3. npm start
`;
}

/** Forty lines: a block, a contract, a workload with its limits and probes, and a name that people open. */
function smallestApp(name: string): string {
  const type = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const constant = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return `import { Construct, WebGateway, Workload, app, httpGet, optional, z } from 'rackwright/kit';

const name = '${name}';

export const ${constant} = app({
  name,
  summary: 'What it does, in one line',
  spec: z.strictObject({
    replicas: z.int().min(1).max(5).default(2).describe('pods, each on a blade of its own'),
  }),
  needs: { web: optional(WebGateway) },
  namespaces: { [name]: 'restricted' },
  build: (scope, { spec, web }) => new ${type}(scope, spec.replicas, web),
});

class ${type} extends Construct {
  constructor(scope: Construct, replicas: number, web: WebGateway | undefined) {
    super(scope, name);
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace: name,
      name,
      tier: 'serving',
      replicas,
      user: { uid: 65_534, gid: 65_534 },
      containers: {
        [name]: {
          image: name,
          args: ['--port=8080'],
          ports: { http: { port: 8080, http: true } },
          cpu: '10m',
          memory: '32Mi',
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
        },
      },
    });
    web?.expose({ host: name, namespace: name, service: name, port: server.ports.http });
  }
}
`;
}
