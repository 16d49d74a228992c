import type { AwayCopy, Copies, Kept } from '../survival/kept';
import { durationOfSeconds } from '../units/duration';
import { listed } from '../units/words';
import { markdownText, table } from './markdown';

/** A line for each thing that is stored: where its copies are, what may go, how old its copy elsewhere may be. */
export function survivalTable(kept: readonly Kept[]): string[] {
  const precious = kept.filter(({ passing }) => passing === undefined);
  const passing = kept.filter((each) => each.passing !== undefined);
  return [
    ...table(
      [
        'what',
        'copies in the rack',
        'disks that may be destroyed at once',
        'switches it can do without',
        'copies elsewhere, and how old the newest may be',
        'read back',
      ],
      precious.map((each) => [
        markdownText(nameOfKept(each)),
        each.copies?.where ?? 'none: outside the rack',
        each.copies ? `${each.copies.bears}: ${markdownText(each.copies.because)}` : 'what its keeper says',
        each.copies ? switches(each.copies) : 'all',
        each.away.map(elsewhere).join('; ') || '**none**',
        readBack(each.away),
      ]),
    ),
    '',
    'A blade has one disk for volumes, so a blade that burns is one disk. A dark switch or blade destroys nothing.',
    ...(passing.length === 0
      ? []
      : [
          '',
          `Nothing of these has to survive: ${passing.map((each) => `${markdownText(nameOfKept(each))} (${markdownText(each.passing ?? '')})`).join('; ')}.`,
        ]),
  ];
}

/** `postgres: databases litellm and rag` */
export function nameOfKept({ id, what }: Pick<Kept, 'id' | 'what'>): string {
  const name = id.split('/').at(-1) ?? id;
  return id === 'etcd' ? `etcd: ${what}` : `${name}: ${what}`;
}

/** `s3.example.org, 5m` */
export function elsewhere({ host, distance, ageSeconds, useless }: AwayCopy): string {
  const where = distance === 'off the rack' ? host : `${host}, ${distance}`;
  return `${markdownText(where)}: ${durationOfSeconds(ageSeconds)}${useless === undefined ? '' : ` (**of no use**: ${useless})`}`;
}

function switches({ stoppedBy }: Copies): string {
  return stoppedBy.length === 0 ? 'any one' : `all but ${listed(stoppedBy)}`;
}

function readBack(away: readonly AwayCopy[]): string {
  const by = away.flatMap(({ readBack: job }) =>
    job ? [`every ${durationOfSeconds(job.everySeconds)} by ${job.by}`] : [],
  );
  if (by.length > 0) return by.join('; ');
  return away.length === 0 ? '' : '**untested**';
}
