import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appBlocks } from '../../../lib/app-blocks';
import * as cluster from '../../../lib/cluster';
import { validateObjects } from '../../../lib/checks/schema/validate';
import { type Manifest, groupOf, objectId } from '../../../lib/manifest/manifest';
import { parseImageLock } from '../../../lib/kit/images';
import { readRackSecrets } from '../../../lib/secrets/rack-secrets';
import { loadRack } from '../../../lib/rack-file/load';
import { checkRack } from '../../../lib/synth';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { goProgram } from '../tree/go-program';
import { blocks } from './blocks';
import { changes } from './changes';
import { settingsOf } from './longhorn-settings';
import { slips } from './slips';

/**
 * The operators' own webhooks, in process, on what every rack file gives: CloudNativePG, cert-manager and Longhorn take each
 * object as new and as it is changed by a person, and refuse the slips of `slips.ts` and `changes.ts`. Slips that our own
 * checks let through are named: those are found when Flux applies, and not in review.
 */
interface Question {
  object: Manifest;
  old?: Manifest;
}
interface Answer {
  error?: string;
  warnings?: string[];
}

const root = checkout();
const verdict = new Verdict();
/** Operators by the API group that their webhooks watch. */
const folders = { 'postgresql.cnpg.io': 'cnpg', 'cert-manager.io': 'cert-manager', 'longhorn.io': 'longhorn' };
const programs = Object.fromEntries(
  Object.entries(folders).map(([group, folder]) => [
    group,
    goProgram({ folder: `admission/${folder}`, package: '.', name: `${folder}-webhooks` }),
  ]),
);

/** One answer a question, in their order. Each operator's program is started once for all that are its own. */
function ask(questions: readonly Question[]): Answer[] {
  const answers = new Map<Question, Answer>();
  for (const [group, program] of Object.entries(programs)) {
    const own = questions.filter(({ object }) => groupOf(object.apiVersion) === group);
    if (own.length === 0) continue;
    const input = own.map((question) => JSON.stringify(question)).join('\n');
    const { status, stdout, stderr } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`the judge stopped: ${stderr}`);
    const lines = stdout.split('\n').filter((line) => line !== '');
    own.forEach((question, index) => answers.set(question, JSON.parse(lines[index]!) as Answer));
  }
  return questions.map((question) => answers.get(question)!);
}

/** The rack file has problems: its reader says so with a line and a reason. */
class Refused extends Error {}

/** What the operators watch of a rack, as its file makes it after a change of its text. */
function watched(file: string, change: (text: string) => string = (text) => text): Manifest[] {
  const text = change(readFileSync(join(root, file), 'utf8'));
  const { rack, problems } = loadRack({ text, file, apps: appBlocks(Object.values(cluster)) });
  if (!rack) throw new Refused(`${file}: ${JSON.stringify(problems)}`);
  const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
  const { facts } = checkRack({ rack, images, secrets: readRackSecrets(root, rack.name) });
  const objects = facts.rendered.map(({ manifest }) => manifest);
  return [...objects, ...settingsOf(objects)].filter(({ apiVersion }) => groupOf(apiVersion) in folders);
}

const stated = ['clusters', 'clusters/examples'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => `${folder}/${file}`),
);
/** The reference rack with certificates that the world trusts, which none of the files has. */
const publicNames = (dns: string) => (text: string) =>
  `${text.replace('rack.home.arpa', 'rack.example.org')}\ncertificates: { acme: { email: you@example.org, ${dns} } }\n`;
const racks: [name: string, objects: Manifest[]][] = [
  ...stated.map((file): [string, Manifest[]] => [file, watched(file)]),
  ['Cloudflare', watched('clusters/homelab.yaml', publicNames('dns: cloudflare'))],
  [
    'a DNS server of one’s own',
    watched('clusters/homelab.yaml', publicNames('dns: rfc2136, rfc2136: { nameserver: 192.0.2.53, key: rack }')),
  ],
];
for (const [name, objects] of racks) {
  verdict.check(`${name} has objects that operators watch`, objects.length > 3, String(objects.length));
  const answers = ask(objects.map((object) => ({ object })));
  objects.forEach((object, index) => {
    const { error, warnings = [] } = answers[index]!;
    verdict.check(
      `${name}: ${objectId(object)} is admitted without a warning`,
      !error && warnings.length === 0,
      error ?? warnings.join('; '),
    );
  });
}

const homelab = watched('clusters/homelab.yaml');
const found = (id: string, among = homelab): Manifest => {
  const object = among.find((one) => objectId(one) === id);
  if (!object) throw new Error(`the reference rack has no ${id}; there are ${among.map(objectId).join(', ')}`);
  return structuredClone(object);
};

/** The Cluster of the reference rack with another block of PostgreSQL. */
function withBlock(block: string, name: string): Manifest {
  return found(`data/Cluster/${name}`, watched('clusters/homelab.yaml', postgresAs(block)));
}

function postgresAs(block: string): (text: string) => string {
  const line = /^ {2}postgres: .*$/m;
  return (text) => {
    if (!line.test(text)) throw new Error('the rack file has no line about postgres');
    return text.replace(line, `  postgres: ${block}`);
  };
}

for (const { what, before, after, cluster: name, refusal } of changes) {
  const object = withBlock(after, name);
  const [{ error = 'admitted' } = {}] = ask([{ object, ...(before !== null && { old: withBlock(before, name) }) }]);
  const isRight = refusal === undefined ? error === 'admitted' : error.includes(refusal);
  verdict.check(`${what} is ${refusal === undefined ? 'admitted' : 'refused'}`, isRight, error);
}

// An image comes with a new version of ours, memory from the rack file: together they are one change of the object.
const running = found('data/Cluster/postgres');
const upgraded = found('data/Cluster/postgres', watched('clusters/homelab.yaml', postgresAs('{ memory: 3Gi }')));
Object.assign(upgraded.spec as object, { imageName: 'ghcr.io/cloudnative-pg/postgresql:18.7' });
const [{ error: both = 'admitted' } = {}] = ask([{ object: upgraded, old: running }]);
verdict.check('another image and other memory at once are refused', both.includes('at the same time'), both);

for (const [what, block] of blocks) {
  let objects: Manifest[];
  try {
    objects = watched('clusters/homelab.yaml', postgresAs(block));
  } catch (error) {
    // Anything else that is thrown would reach the owner as a stack trace.
    verdict.check(`${what}: refused in the rack file`, error instanceof Refused, String(error));
    console.log(`     ${String(error)}`);
    continue;
  }
  const answers = ask(objects.map((object) => ({ object })));
  const refused = answers.flatMap(({ error }) => error ?? []);
  verdict.check(`${what}: admitted`, refused.length === 0, refused.join('; '));
}

let ours = 0;
const onlyTheirs: string[] = [];
for (const { what, object: id, slip, refusal } of slips) {
  const object = found(id);
  slip(object as never);
  const [{ error = 'admitted' } = {}] = ask([{ object }]);
  verdict.check(`${what} is refused`, error.includes(refusal), error);
  if (validateObjects([object]).some(({ level }) => level === 'error')) ours += 1;
  else onlyTheirs.push(what);
}
console.log(
  `${ours} of ${slips.length} slips are found in review, too; by the webhook alone: ${onlyTheirs.join('; ') || 'none'}`,
);
verdict.close();
