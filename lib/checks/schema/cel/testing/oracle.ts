import * as cel from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { Schema } from '../../../../../imports/family';
import { isCidr, isIp } from '../../formats';
import { celValue } from './cel-value';

/** Another engine, with a parser, a planner and types of its own. */

const { STRING, BOOL } = cel.CelScalar;
const env = cel.celEnv({
  funcs: [
    ...strings,
    cel.celFunc('isIP', [STRING], BOOL, (text) => isIp(text)),
    cel.celFunc('isCIDR', [STRING], BOOL, (text) => isCidr(text)),
  ],
});
const programs = new Map<string, ReturnType<typeof cel.plan>>();

/** Its verdict, or `error`. */
export function askOracle(rule: string, schema: Schema, value: unknown): unknown {
  let program = programs.get(rule);
  if (!program) programs.set(rule, (program = cel.plan(env, cel.parse(rule))));
  try {
    const verdict = program({ self: celValue(schema, value) as cel.CelInput });
    return typeof verdict === 'boolean' ? verdict : 'error';
  } catch {
    return 'error';
  }
}
