import { placesIn } from '../alerts/promql';

export interface Matcher {
  metric: string;
  /** Absent: the metric is named without any condition. */
  label?: string;
  /** Examples of what it accepts. */
  values: string[];
}

/** What an expression wants of each metric, as values that would satisfy it. */
export function matchersIn(expr: string): Matcher[] {
  const places = placesIn(expr);
  return places
    .filter(({ name }) => name === 'VectorSelector')
    .flatMap((selector) => {
      const inside = places.filter(({ from, to }) => from >= selector.from && to <= selector.to);
      const metric = inside.find(({ name }) => name === 'Identifier')?.text;
      if (metric === undefined) return [];
      const matchers = inside.filter(({ name }) => name === 'UnquotedLabelMatcher' || name === 'LabelMatcher');
      return [{ metric, values: [] }, ...matchers.map(({ text }) => ({ metric, ...wanted(text) }))];
    });
}

function wanted(text: string): { label: string; values: string[] } {
  const [, label, operator, quoted] = /^([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(".*")$/s.exec(text)!;
  const value = JSON.parse(quoted!) as string;
  switch (operator) {
    case '=':
      return { label: label!, values: [value] };
    case '=~':
      return { label: label!, values: examplesOf(value) };
    default:
      return { label: label!, values: [`not-${value.replace(/\W/g, '')}`] };
  }
}

/** Something that a regular expression accepts, one for each alternative at its top or in its first group. */
export function examplesOf(pattern: string): string[] {
  const plain = pattern.replace(/^\(\?i\)/, '');
  const group = /^([^(]*)\(([^()]*)\)(.*)$/.exec(plain);
  const alternatives = group ? group[2]!.split('|').map((one) => group[1]! + one + group[3]!) : plain.split('|');
  const examples = alternatives.map((one) => one.replaceAll('.*', '-1').replaceAll('.+', 'x-1').replaceAll('\\', ''));
  const wrong = examples.find((example) => !new RegExp(`^(?:${plain})$`, 'i').test(example));
  if (wrong !== undefined) throw new Error(`${wrong} is no example of ${pattern}`);
  return examples;
}
