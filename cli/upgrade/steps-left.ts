interface Left {
  /** What writing and the review came to: 0 clean, 1 findings, 2 a rack file is wrong, 3 a loss that nobody acknowledged. */
  code: number;
  /** Files of talos/ that are not as before. */
  machines: readonly string[];
}

/** What a person does next, in the order that it must be done in. */
export function stepsLeft({ code, machines }: Left): string {
  const settle: Record<number, string> = {
    1: 'settle the findings above (missing Secrets: npx rackwright secrets create), then npm start',
    2: 'correct the rack file as said above, then npm start',
    3: 'decide on what may lose data: keep it as it was in the rack file, or npx rackwright acknowledge as said above, then npm start',
  };
  const steps = [
    ...(settle[code] === undefined ? [] : [settle[code]]),
    'read the diff, npm test, commit, push: Flux does what is said above',
    ...(machines.length > 0
      ? [`apply the machine configuration that changed (npx rackwright runbook upgrade):\n${listed(machines)}`]
      : []),
  ];
  const head = code === 0 && machines.length === 0 ? 'Nothing is left to decide.' : 'Left to you, in this order:';
  return `${head}\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}To take all of it back: npx rackwright upgrade --undo\n`;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 8).map((path) => `       ${path}`);
  return [...shown, ...(paths.length > shown.length ? [`       and ${paths.length - shown.length} more`] : [])].join(
    '\n',
  );
}
