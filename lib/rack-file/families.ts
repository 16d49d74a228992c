import * as z from 'zod';
import type { Ipv6Network, Ipv6Range } from '../units/ipv6';
import type { Fault } from './problem';
import type { Where } from './where';

/** What a field holds of IPv4, whether it states one family or both. */
type Four<Value> = Value extends [infer First, unknown] ? First : Value extends unknown[] ? never : Value;

/** Second halves of the fields that state both families, by field. */
export interface Second {
  nodes?: Ipv6Network;
  pods?: Ipv6Network;
  services?: Ipv6Network;
  loadBalancers?: Ipv6Range;
  addresses?: Ipv6Range;
}

/** Fields that may be of both families: the rest of the rack file thinks in IPv4, and of IPv6 beside it. */
type Stated = keyof Second;
const stated: readonly Stated[] = ['nodes', 'pods', 'services', 'loadBalancers', 'addresses'];

export type OneFamily<Part> = { [K in keyof Part]: K extends Stated ? Four<Part[K]> : Part[K] } & { ipv6?: Second };

/** `{ pods: [four, six] }` becomes `{ pods: four, ipv6: { pods: six } }`; absent where no field states a second family. */
export function oneFamily<Part extends object>(part: Part): OneFamily<Part> {
  const fields = part as Record<string, unknown>;
  const both = stated.filter((key) => Array.isArray(fields[key]));
  if (both.length === 0) return part as OneFamily<Part>;
  const half = (index: 0 | 1) => Object.fromEntries(both.map((key) => [key, (fields[key] as unknown[])[index]]));
  return { ...fields, ...half(0), ipv6: half(1) } as OneFamily<Part>;
}

/** Rules about IPv4 know no list: what they say of a field that states both families is said of the first of the two. */
export function inItsFamily(fault: Fault, { has }: Where): Fault {
  const { at, on = 'value' } = fault;
  const isBoth = stated.some((key) => key === at.at(-1)) && has([...at, 0]);
  return isBoth && on === 'value' ? { ...fault, at: [...at, 0] } : fault;
}

/** IPv4 alone, or a list of both families. */
export function families<Four extends z.ZodType, Six extends z.ZodType>(four: Four, six: Six) {
  return z.union([four, z.tuple([four, six]).describe('a list is of two: IPv4 first, IPv6 second')]);
}
