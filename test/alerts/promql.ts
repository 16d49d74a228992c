import { parser } from '@prometheus-io/lezer-promql';

/** A place in an expression, from the grammar that Prometheus' own editor uses. */
export interface Place {
  /** Name of the node: `Gtr`, `NumberDurationLiteral`, … */
  name: string;
  from: number;
  to: number;
  text: string;
  parent?: Place;
}

/** All nodes of an expression, outer before inner. */
export function placesIn(expr: string): Place[] {
  const places: Place[] = [];
  const open: Place[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, type, from, to }) => {
      const place = { name: type.isError ? 'error' : name, from, to, text: expr.slice(from, to), parent: open.at(-1) };
      places.push(place);
      open.push(place);
    },
    leave: () => void open.pop(),
  });
  return places;
}

/** Where the expression stops being PromQL; undefined when it is sound. */
export function faultIn(expr: string): string | undefined {
  const fault = placesIn(expr).find(({ name }) => name === 'error');
  return fault && `${expr.slice(0, fault.from)}⟨here⟩${expr.slice(fault.from)}`;
}

/** Names of the metrics that an expression reads, sorted. */
export function metricsIn(expr: string): string[] {
  const places = placesIn(expr).filter(
    ({ name, parent }) => name === 'Identifier' && parent?.name === 'VectorSelector',
  );
  return [...new Set(places.map(({ text }) => text))].sort();
}

/** Names of the labels that an expression matches on, groups by or joins on, sorted. */
export function labelsIn(expr: string): string[] {
  return [...new Set(placesIn(expr).flatMap(({ name, text }) => (name === 'LabelName' ? [text] : [])))].sort();
}
