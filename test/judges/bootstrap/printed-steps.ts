/** One step as `rackwright bootstrap` prints it: what to do, and the lines under "it worked". */
export interface PrintedStep {
  title: string;
  commands: string[];
  proof: string[];
}

/** Reads what a person reads, so that a command that is not printed is not run. */
export function printedSteps(text: string): PrintedStep[] {
  const steps: PrintedStep[] = [];
  let isProof = false;
  for (const line of text.split('\n')) {
    const title = /^# \d+\. (.*)$/.exec(line)?.[1];
    if (title !== undefined) {
      steps.push({ title, commands: [], proof: [] });
      isProof = false;
    } else if (line === '# it worked:') isProof = true;
    else if (line !== '' && !line.startsWith('#')) steps.at(-1)![isProof ? 'proof' : 'commands'].push(line);
  }
  return steps;
}
