import { spawnSync } from 'node:child_process';
import { Construct } from 'constructs';
import * as z from 'zod';
import * as marks from '../lib/facts/marks';
import { app } from '../lib/kit/app';

/**
 * Slips of the pen that once passed types, rules and tests, each refused by a machine that names it. Those of a workload
 * (claims on a Deployment, a misspelt port) stand in lib/kit/workload-props.test.ts, a misspelt mark on a rendered object
 * in lib/checks/marks.cases.ts. `npm run types` compiles this file: a line under `@ts-expect-error` that compiles after all
 * is an error there.
 */
const common = { area: 'platform', summary: 'x', namespaces: {} } as const;

test('a mark that is misspelt does not compile', () => {
  // @ts-expect-error there is no such mark
  expect(marks.quoromMark).toBeUndefined();
  expect(marks.quorumMark.key).toMatch(/\/quorum$/);
});

test('a mark that is spelt out beside the list of marks is refused by lint, which names the list', () => {
  const text = "export const quorum = 'rackwright.dev/quorom';\n";
  const args = ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', 'lib/kit/workload.ts'];
  const { status, stdout } = spawnSync(process.execPath, args, { input: text, encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, expect.stringContaining('stand in lib/facts/marks.ts')]);
});

test('an app that states a field which its block does not have does not compile', () => {
  const spec = z.strictObject({ keep: z.string().default('15d') });
  const renamed = app({
    ...common,
    name: 'renamed',
    spec,
    // @ts-expect-error the field is called `keep`
    states: ({ keeps }) => ({ wholeWhen: [String(keeps)] }),
    build: () => undefined,
  });
  const built = app({
    ...common,
    name: 'built',
    spec,
    // @ts-expect-error the field is called `keep`
    build: (scope, { spec: block }) => new Construct(scope, block.keeps),
  });
  expect([renamed.name, built.name]).toEqual(['renamed', 'built']);
});
