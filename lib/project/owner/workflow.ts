import { checkoutSteps } from '../checkout-steps';
import { reviewWorkflow } from '../review-workflow';

/** The one workflow of an owner's repository: synth and check, the review with its comment, and the check again every night. */
export function workflow(node: string): string {
  const [, reviewJobs = ''] = reviewWorkflow({ command: 'npx rackwright review', node }).split('\njobs:\n');
  // Nothing changes at night.
  const review = reviewJobs.replace(/^ {2}review:\n/, "  review:\n    if: github.event_name != 'schedule'\n");
  return checked(node) + review;
}

const checked = (
  node: string,
): string => `# Synth writes what is committed, and no rule is broken; a change is reviewed for what it does to the cluster, and fails with exit
# code 3 until a loss is acknowledged. Every night main is checked again, since an acceptance runs out on a day.
name: rackwright
on:
  pull_request:
  push:
    branches: [main]
  schedule:
    - cron: '17 3 * * *'
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
${checkoutSteps(node)}      - run: npm ci
      - run: npm test
      - name: Synth changes nothing
        run: npm start && git add --all && git diff --cached --exit-code --stat

`;
