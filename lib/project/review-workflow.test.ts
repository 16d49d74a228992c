import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { commentMark } from '../report/review/review-as-markdown';
import { reviewWorkflow } from './review-workflow';

interface Workflow {
  on: object;
  jobs: Record<string, { permissions?: object; steps: { run?: string }[] }>;
}

test('this repository has the workflow that it gives to others', () => {
  const ours = readFileSync(join(__dirname, '../../.github/workflows/review.yaml'), 'utf8');
  expect(ours).toBe(reviewWorkflow({ command: 'node bin/run.cjs cli/rackwright.ts review', node: '20.20.2' }));
});

test('the job that may write installs and runs nothing of the change', () => {
  const { on, jobs } = parse(reviewWorkflow({ command: 'npx rackwright review', node: '22' })) as Workflow;
  expect(on).toEqual({ pull_request: null, push: { branches: ['main'] } });
  expect(jobs.comment!.permissions).toEqual({ 'pull-requests': 'write' });
  expect(jobs.review!.permissions).toBeUndefined();
  const commands = jobs.comment!.steps.map(({ run = '' }) => run).join('\n');
  expect(commands).not.toMatch(/npm|npx|node |checkout/);
  expect(commands).toContain(commentMark);
});
