import { spawn } from 'node:child_process';
import path from 'node:path';
import { rackView } from '../../lib/checks/rack-view';
import { runRules } from '../../lib/checks/run-rules';
import { everyRule } from '../../lib/every-rule';
import type { RackFacts } from '../../lib/facts/facts';
import { rackUnderTest } from '../cluster/commands/rack-under-test';
import { runDefect } from '../cluster/scenarios/defects';
import { type Fault, type Witness, plantedKind } from './fault';
import { PlantedTree } from './planted-tree';
import { writePlanted } from './write-planted';

export interface Measured {
  fault: Fault;
  /** What the witness said of the object; absent: it noticed nothing there, or nobody is named. */
  said?: string;
  seconds: number;
}

/** Plants a fault before the scenario, judge or warning that should notice it, alone, and listens. */
export async function measure(fault: Fault, facts: RackFacts, root: string): Promise<Measured> {
  console.error(`── ${fault.kind}`);
  const from = Date.now();
  const said = fault.by && (await hear(fault, fault.by, facts, root));
  const seconds = Math.round((Date.now() - from) / 1000);
  console.error(`── ${said ?? 'NOT NOTICED'} (${seconds} s)`);
  return { fault, seconds, ...(said !== undefined && { said }) };
}

async function hear(fault: Fault, by: Witness, facts: RackFacts, root: string): Promise<string | undefined> {
  if ('warning' in by) return warnedOf(fault, by.warning, facts);
  if ('judge' in by) return judgedBy(by.judge, by.says, fault.kind, root);
  const defect = {
    scenario: by.scenario,
    title: fault.kind,
    inject: (folder: string) => {
      writePlanted(folder, facts, fault);
      return by.says;
    },
  };
  const out = path.join(root, 'test/cluster/out');
  // What comes after a cold start needs a whole one, on a busy machine too.
  const patienceSeconds = by.scenario === '1' ? 90 : 600;
  const progress = (line: string) => console.error(line);
  return (await runDefect(rackUnderTest('homelab', root), defect, out, progress, patienceSeconds)).noticed;
}

function warnedOf(fault: Fault, rule: string, facts: RackFacts): string | undefined {
  const tree = new PlantedTree(facts);
  fault.plant(tree);
  const asked = everyRule.filter(({ id }) => id === rule);
  const hits = (of: RackFacts) => runRules(asked, rackView(of), of.rack.accept).filter((each) => each.rule === rule);
  const before = new Set(hits(facts).map(({ object, message }) => object + message));
  const hit = hits(tree.facts).find(({ object, message }) => object === fault.at && !before.has(object + message));
  return hit && `${hit.object} ${hit.message}`;
}

/** The first check that fails with these words; the judge is ended then. */
function judgedBy(judge: string, says: RegExp, kind: string, root: string): Promise<string | undefined> {
  const entry = path.join(root, 'test/judges', judge, `${judge}.ts`);
  const judging = spawn(process.execPath, [path.join(root, 'bin/run.cjs'), entry], {
    cwd: root,
    // A group of its own: its namespaces end with it.
    detached: true,
    env: { ...process.env, [plantedKind]: kind },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  let said: string | undefined;
  judging.stdout.setEncoding('utf8');
  judging.stdout.on('data', (chunk: string) => {
    text += chunk;
    said ??= failuresIn(text).find((failure) => says.test(failure));
    if (said !== undefined) process.kill(-judging.pid!, 'SIGKILL');
  });
  return new Promise((done, fail) => {
    judging.on('error', fail);
    judging.on('close', () => done(said?.replaceAll(/\s+/g, ' ').trim()));
  });
}

/** Checks that failed, each with what it printed below; the last line may still be growing. */
export function failuresIn(text: string): string[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split(/^(?=(?:ok {2}|FAIL) )/m).filter((check) => check.startsWith('FAIL '));
}
