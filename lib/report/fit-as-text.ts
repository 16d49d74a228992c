import type { Share } from '../fit/shares';
import type { Proposal } from '../fit/measured';
import type { Fitted } from '../fit/fit';
import { mebibytes } from '../placement/report';
import { counted } from '../units/words';

export interface FitReport {
  rack: string;
  /** What is too little as the rack file stands. */
  short: readonly string[];
  shares: readonly Share[];
  /** Shares are those of the text that fits: what stands in the file cannot be rendered. */
  isFittedShare: boolean;
  /** Absent where everything together that could be given up is not enough. */
  fitted?: Fitted & { patch: string };
  /** @default - nothing was measured */
  proposals?: readonly Proposal[];
}

/** `rackwright fit` for people: who asks how much, what would go, and the patch that says so. */
export function fitAsText({ rack, short, shares, isFittedShare, fitted, proposals }: FitReport): string {
  return [
    `${rack}: who asks how much${isFittedShare ? ', once it fits' : ''}`,
    ...sharesTable(shares),
    '',
    ...(proposals ? measuredTable(proposals) : []),
    ...short.map((each) => `too little: ${each}`),
    ...outcome(short, fitted),
    '',
  ].join('\n');
}

function sharesTable(shares: readonly Share[]): string[] {
  const width = Math.max(...shares.map(({ name }) => name.length));
  return shares.map(({ name, pods, cpuMillicores, memoryBytes }) =>
    [
      `  ${name.padEnd(width)}`,
      counted(pods, 'pod').padStart(8),
      `${cpuMillicores}m`.padStart(7),
      `${mebibytes(memoryBytes)}Mi`.padStart(8),
    ].join('  '),
  );
}

function measuredTable(proposals: readonly Proposal[]): string[] {
  return [
    'asked, and the highest that was measured:',
    ...proposals.map(({ workload, container, asked, peak, field }) => {
      const what = field
        ? `; apps.${field.app}.${field.name}: ${field.value}${field.isFloor ? ' (the least that it takes)' : ''}`
        : '';
      return `  ${workload} ${container}: ${asked}, ${peak}${what}`;
    }),
    '',
  ];
}

function outcome(short: readonly string[], fitted: FitReport['fitted']): string[] {
  if (!fitted) {
    return ['', 'No smaller size is enough: the rack needs more blades, or larger ones, for what it must run.'];
  }
  if (fitted.patch === '') return ['It fits as it is.'];
  return [
    ...(fitted.losses.length > 0
      ? ['', `${short.length > 0 ? 'It fits without' : 'Changed'}:`, ...fitted.losses.map((loss) => `  ${loss}`)]
      : []),
    '',
    'Nothing was written. `rackwright fit --patch | git apply` makes these changes:',
    '',
    fitted.patch.trimEnd(),
  ];
}
