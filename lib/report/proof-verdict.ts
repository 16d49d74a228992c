import type { Worst } from '../placement/report';
import { markdownText } from './markdown';

/** A verdict and its reason, for a cell of a table. */
export function said({ kind, because }: Worst): string {
  if (kind === 'proved') return kind;
  return kind === 'fits' ? markdownText(because) : `${kind}: ${markdownText(because)}`;
}
