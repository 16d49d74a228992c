import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ageForTests } from '../../lib/secrets/testing/age-for-tests';
import { exitCodeOf } from '../secrets';
import { create } from './create';
import { type SampleWorld, sampleRack, sampleWorld } from './testing/sample-world';
import { Stopped } from './world';

const options = { rack: sampleRack };
const box = ageForTests();
const typed = 'only-a-person-knows';

let world: SampleWorld;
let asked: string[];

afterEach(() => rmSync(world.root, { recursive: true, force: true }));

/** Three Secrets with two things that a person knows: a key of a bucket, for two users of it, and a password. */
async function begin(answers: (string | Stopped)[]): Promise<void> {
  asked = [];
  world = await sampleWorld(box, await box.generateIdentity(), { interactive: { input: true, output: false } });
  const of = (name: string, hint: string) => ({
    namespace: 'data',
    name,
    app: name,
    restarts: [],
    keys: { key: { make: 'ask' as const, hint } },
  });
  world.secrets = [of('volumes', 'key of the bucket'), of('databases', 'key of the bucket'), of('router', 'password')];
  world.askHidden = async (question) => {
    asked.push(question);
    const answer = answers.shift()!;
    if (answer instanceof Stopped) throw answer;
    return answer;
  };
}

test('what is one thing that a person knows is asked for once, and questions are counted', async () => {
  await begin([typed, typed]);
  expect(await create(world, options)).toBe(0);
  expect(asked).toEqual([
    '1 of 2  key of the bucket\ndata/volumes key: ',
    '2 of 2  password\ndata/router key: ',
  ]);
  expect(['volumes', 'databases', 'router'].map((name) => existsSync(world.file(`data/${name}`)))).toEqual([true, true, true]);
});

test('an answer is kept when the next question is broken off, and only the rest is asked for later', async () => {
  await begin([typed, new Stopped('Stopped. Nothing was written.')]);
  expect(await create(world, options)).toBe(2);
  expect(world.said.join('\n')).toContain('Stopped. 1 of 2 answers are sealed; go on with: npx rackwright secrets create');
  expect(readFileSync(world.file('data/volumes'), 'utf8')).not.toContain(typed);
  expect(existsSync(world.file('data/router'))).toBe(false);
  const later: string[] = [];
  world.askHidden = async (question) => (later.push(question), typed);
  expect(await create(world, options)).toBe(0);
  expect(later).toEqual(['password\ndata/router key: ']);
});

test('broken off at the first question nothing is written', async () => {
  await begin([new Stopped('Stopped. Nothing was written.')]);
  expect(await exitCodeOf(() => create(world, options), () => {})).toBe(2);
  expect(existsSync(world.file('data/volumes'))).toBe(false);
});

test('an empty answer leaves the value open and is asked for again', async () => {
  await begin(['', '', typed]);
  expect(await create(world, options)).toBe(1);
  expect(asked).toHaveLength(3);
});
