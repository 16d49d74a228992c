import { type Place, placesIn } from './promql';
import type { RenderedAlert } from './rules';

export interface Mutant {
  /** What was changed, `> 0 → <= 0`. */
  what: string;
  kind: 'comparison' | 'edge' | 'threshold' | 'for';
  alert: RenderedAlert;
}

const opposite: Record<string, string> = { Gtr: '<=', Gte: '<', Lss: '>=', Lte: '>', Eql: '!=', Neq: '==' };
const neighbour: Record<string, string> = { Gtr: '>=', Gte: '>', Lss: '<=', Lte: '<' };

/** The same alert with one slip in it: what somebody might mistype, and what its cases must notice. */
export function mutantsOf(alert: RenderedAlert): Mutant[] {
  const places = placesIn(alert.expr);
  const comparisons = places.filter(({ name, parent }) => name in opposite && parent?.name === 'BinaryExpr');
  return [
    ...comparisons.map((place) => mutant(alert, 'comparison', place, opposite[place.name]!)),
    ...comparisons.flatMap((place) => {
      const other = neighbour[place.name];
      return other ? [mutant(alert, 'edge', place, other)] : [];
    }),
    ...places
      .filter((place) => isThreshold(place, comparisons))
      .flatMap((place) => shifted(Number(place.text)).map((value) => mutant(alert, 'threshold', place, String(value)))),
    ...(alert.for ? [waits(alert, undefined), waits(alert, '30h')] : []),
  ];
}

/** A number that stands beside a comparison. */
function isThreshold({ name, parent }: Place, comparisons: readonly Place[]): boolean {
  return name === 'NumberDurationLiteral' && comparisons.some((comparison) => comparison.parent === parent);
}

function shifted(value: number): number[] {
  return value === 0 ? [1_000_000] : [value * 2, value / 2];
}

function mutant(alert: RenderedAlert, kind: Mutant['kind'], place: Place, text: string): Mutant {
  const expr = `${alert.expr.slice(0, place.from)}${text}${alert.expr.slice(place.to)}`;
  return { what: `${place.parent?.text ?? alert.expr}: ${place.text} → ${text}`, kind, alert: { ...alert, expr } };
}

function waits(alert: RenderedAlert, duration: string | undefined): Mutant {
  const { for: was, ...rest } = alert;
  const changed = duration === undefined ? rest : { ...rest, for: duration };
  return { what: `for: ${was} → ${duration ?? 'at once'}`, kind: 'for', alert: changed };
}
