import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inspectTree } from '../../lib/output/inspect';
import { writeTree } from '../../lib/output/write';
import { attempt, fullDisks } from './full-disk';
import { judge, versionOf } from './verdict';
import { rack, trees } from './trees';

/**
 * `npm run test:crash [-- <kills>]`: kills writers at random instants, lets two write at once, fills disks; and proves
 * on two sabotaged writers that it would notice.
 */
const root = path.resolve(path.dirname(process.argv[1]!), '../..');
const kills = Number(process.argv[2] ?? 1000);
const meetings = Math.ceil(kills / 5);
const lanes = 2;
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'rackwright-crash-'));

const count = { passed: 0, failed: 0 };

function report(name: string, fault: string | undefined): void {
  count[fault === undefined ? 'passed' : 'failed']++;
  if (fault !== undefined) console.log(`FAILED ${name}: ${fault}`);
}

function startWriter(...args: string[]): ChildProcess {
  const run = [path.join(root, 'bin/run.cjs'), path.join(root, 'test/crash/writer.ts'), '--', ...args];
  return spawn(process.execPath, run, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said += data.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** One kill: mostly amid the writing, every fifth time anywhere from the start of the process on. */
async function killOnce(dist: string, sabotage: string): Promise<void> {
  const child = startWriter(dist, 'loop', sabotage);
  const end = ended(child);
  const isAmidWriting = Math.random() < 0.8;
  if (isAmidWriting) await Promise.race([new Promise((ready) => child.stdout!.once('data', ready)), end]);
  await sleep(Math.random() * (isAmidWriting ? 40 : 200));
  child.kill('SIGKILL');
  await end;
}

type Left = Record<string, number>;

/** Kills on one folder, one after the other; returns what was left how often, and every fault. */
async function killLane(dist: string, rounds: number, sabotage = 'none'): Promise<{ left: Left; faults: string[] }> {
  const left: Left = {};
  const faults: string[] = [];
  let isFirst = true;
  for (let round = 0; round < rounds; round++) {
    await killOnce(dist, sabotage);
    const verdict = judge(dist, isFirst);
    left[verdict.left] = (left[verdict.left] ?? 0) + 1;
    isFirst &&= verdict.left === 'nothing yet';
    if (verdict.fault !== undefined) faults.push(verdict.fault);
    if (sabotage === 'none') report(`kill ${round}`, verdict.fault);
  }
  return { left, faults };
}

/** Two writers start together with a tree each; in every third meeting one of them is killed. */
async function meet(dist: string, round: number): Promise<string | undefined> {
  const start = String(Date.now() + 150);
  const pair = [startWriter(dist, 'once', 'a', start), startWriter(dist, 'once', 'b', start)] as const;
  const ends = pair.map(ended);
  const isKilled = round % 3 === 0;
  if (isKilled) {
    await sleep(140 + Math.random() * 40);
    pair[0].kill('SIGKILL');
  }
  const [first, second] = await Promise.all(ends);
  if (!isKilled && first!.code !== 0) return `the first writer failed: ${first!.said}`;
  if (second!.code !== 0) return `the second writer failed: ${second!.said}`;
  if (isKilled) return judge(dist, false).fault;
  if (inspectTree(dist, rack).state !== 'whole' || versionOf(dist) === undefined) return 'two writers left a mixture';
  const beside = fs.readdirSync(dist).filter((name) => name !== rack);
  return beside.length > 0 ? `${beside.join(', ')} stayed beside the tree` : undefined;
}

async function inLanes<T>(rounds: number, run: (lane: number, rounds: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane, Math.ceil(rounds / lanes))));
}

/** Kills until enough of them interrupted a tree: how many that takes is luck, and only the machine's speed decides it. */
async function killTest(): Promise<void> {
  const left: Left = {};
  const enough = kills / 50;
  const hit = () => left['interrupted'] ?? 0;
  let done = 0;
  for (let batch = 0; batch === 0 || (hit() < enough && done < 4 * kills); batch++) {
    const results = await inLanes(kills, (lane, rounds) => killLane(`${home}/kill-${batch}-${lane}`, rounds));
    for (const result of results) for (const [key, n] of Object.entries(result.left)) left[key] = (left[key] ?? 0) + n;
    done += kills;
  }
  console.log(
    `${done} kills left: ${Object.entries(left)
      .map(([key, n]) => `${n} × ${key}`)
      .join(', ')}`,
  );
  report(
    'kills hit the moment that matters',
    hit() >= enough ? undefined : `only ${hit()} of ${done} interrupted a tree`,
  );
}

async function meetingTest(): Promise<void> {
  await inLanes(meetings, async (lane, rounds) => {
    for (let round = 0; round < rounds; round++) report(`meeting ${round}`, await meet(`${home}/meet-${lane}`, round));
  });
  console.log(`${meetings} meetings of two writers, one of them killed in every third`);
}

/** A user who may not write there, as after a run with sudo: only root can become one. */
async function strangerTest(): Promise<void> {
  if (process.getuid?.() !== 0)
    return console.log('folder of another user: not shown here, since only root can try it');
  const dist = `${home}/stranger`;
  await ended(startWriter(dist, 'once', 'a', '0'));
  fs.chmodSync(home, 0o755);
  process.setegid!(65534);
  process.seteuid!(65534);
  const error = attempt(() => writeTree(dist, rack, trees.b));
  process.seteuid!(0);
  process.setegid!(0);
  const isClear = /it may not be written \(EACCES\)\. .* is as it was\.\nGive yourself write access/.test(
    `${error?.message}`,
  );
  report('folder of another user', isClear && versionOf(dist) === 'a' ? undefined : `${error?.message}`);
}

/** The test of the test: writers that break the rule must be caught. */
async function sabotageTest(): Promise<void> {
  for (const [sabotage, expected] of [
    ['no-plan', 'a mixture without a plan'],
    ['describe-each', 'a mixture that looks whole'],
  ] as const) {
    let caught = 0;
    let tried = 0;
    for (; caught === 0 && tried < 400; tried += 20) {
      const results = await inLanes(20, (lane, rounds) => killLane(`${home}/${sabotage}-${lane}`, rounds, sabotage));
      caught = results.flatMap(({ faults }) => faults).filter((fault) => fault === expected).length;
    }
    console.log(`sabotage ${sabotage}: caught in ${tried} kills`);
    report(`sabotage ${sabotage}`, caught > 0 ? undefined : `never caught as "${expected}"`);
  }
}

async function main(): Promise<void> {
  await ended(startWriter(`${home}/warm`, 'once', 'a', '0')); // builds the bundle before it is timed
  await killTest();
  await meetingTest();
  await sabotageTest();
  await strangerTest();
  for (const { name, fault } of fullDisks(`${home}/disk`)) report(name, fault);
  fs.rmSync(home, { recursive: true, force: true });
  console.log(`${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 ? 0 : 1;
}

void main();
