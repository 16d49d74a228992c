import { type Pair, type Scalar, type YAMLMap, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Measured } from '../rack-file/rack';
import { printMeasureRange, watt } from '../units/measure';

/**
 * The text of a rack file with what was measured under a kind of hardware; every other character stays as it is.
 *
 * @throws Error when the file has no such kind
 */
export function stateMeasured(text: string, hardware: string, measured: Measured): string {
  const kind = parseDocument(text).getIn(['hardware', hardware]);
  if (!isMap(kind) || !kind.range) throw new Error(`the rack file has no hardware ${hardware}`);
  const value = printed(measured);
  const pairs = kind.items as Pair[];
  const before = pairs.find(({ key }) => isScalar(key) && key.value === 'measured')?.value;
  if (isNode(before) && before.range) {
    return text.slice(0, before.range[0]) + value + text.slice(before.range[1]);
  }
  return kind.flow ? intoFlow(text, kind, value) : intoBlock(text, pairs, value);
}

/** Behind the last field, before the brace. */
function intoFlow(text: string, { range, items }: YAMLMap, value: string): string {
  const inside = text.slice(0, range![1] - 1);
  const end = inside.trimEnd().replace(/,$/, '').length;
  return `${text.slice(0, end)}${items.length > 0 ? ',' : ''} measured: ${value}${inside.slice(end).replace(/^,/, '')}${text.slice(range![1] - 1)}`;
}

/** On a line of its own before the first field, so that nothing is known of how the last one ends. */
function intoBlock(text: string, [first]: Pair[], value: string): string {
  const at = (first!.key as Scalar).range![0];
  const indent = ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1));
  return `${text.slice(0, at)}measured: ${value}\n${indent}${text.slice(at)}`;
}

/** Quoted, a day is a text to every reader of YAML. */
function printed({ watts, on, ...rest }: Measured): string {
  const fields = {
    on: `"${on}"`,
    ...rest,
    ...(watts && { watts: printMeasureRange(watt, watts) }),
  };
  const parts = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return `{ ${parts.join(', ')} }`;
}
