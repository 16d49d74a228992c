import type { Link, StartOrder } from '../checks/start/start-order';
import { codeSpan } from './markdown';

/** How a rack comes up, for the page about what it bears. */
export function startSection(dark: StartOrder, nothing: StartOrder): string[] {
  return [
    ...cameUp(dark, 'When power comes back', 'every object is still there, and pods wait for one another only'),
    '',
    ...cameUp(nothing, 'The first time', 'Flux applies one app after another, too'),
  ];
}

function cameUp({ loops, longest, pods }: StartOrder, when: string, how: string): string[] {
  if (loops.length > 0) {
    return [
      `**${when}, ${loops.length} of the chains below end where they begin: their pods never start.**`,
      '',
      ...loops.flatMap(chain),
    ];
  }
  return [
    `${when}, ${how}. All ${pods.length} kinds of pods that run come up; the longest chain has ${longest.length}:`,
    '',
    ...chain(longest),
  ];
}

function chain(links: readonly Link[]): string[] {
  return links.map(({ id, need }, index) => {
    const waits = need ? `, for ${need.why}` : '';
    return `${index + 1}. ${codeSpan(id)}${need ? ` waits${waits}` : ' waits for nothing'}`;
  });
}
