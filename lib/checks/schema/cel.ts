import type * as cel from '@bufbuild/cel';
import type { CelRule, Schema } from '../../../imports/family';
import { isRecord } from '../../manifest/field-path';
import { celValue } from './cel-value';
import { isCidr, isIp } from './formats';
import { shown, type Report } from './hits';

/** Asks the CEL rules of CRDs. The library costs 80 ms to load, so it is loaded when the first rule turns up. */

interface Question {
  schema: Schema;
  rule: CelRule;
  value: unknown;
  path: string;
}

type Program = (bindings: Record<string, cel.CelInput>) => unknown;

interface Library {
  cel: typeof cel;
  plan(expression: string): Program;
}

let library: Library | undefined;

function load(): Library {
  if (library) return library;
  const loaded = require('@bufbuild/cel') as typeof cel;
  const { strings } = require('@bufbuild/cel/ext') as { strings: cel.CelFunc[] };
  const { STRING, BOOL } = loaded.CelScalar;
  const env = loaded.celEnv({
    funcs: [
      ...strings,
      loaded.celFunc('isIP', [STRING], BOOL, (text) => isIp(text)),
      loaded.celFunc('isCIDR', [STRING], BOOL, (text) => isCidr(text)),
    ],
  });
  library = { cel: loaded, plan: (expression) => loaded.plan(env, loaded.parse(expression)) };
  return library;
}

const programs = new Map<string, Program>();

function programOf(expression: string): Program {
  let program = programs.get(expression);
  if (!program) {
    program = load().plan(expression);
    programs.set(expression, program);
  }
  return program;
}

/** Rules about changes ask for the object before, which only the API server has. */
function isAboutChange({ rule }: CelRule): boolean {
  return /\boldSelf\b/.test(rule);
}

/** Collects the questions of one object while it is walked, and asks them once its schema has nothing to say. */
export class CelJudge {
  private questions: Question[] = [];

  collect(schema: Schema, value: unknown, path: string): void {
    for (const rule of schema['x-kubernetes-validations'] ?? []) {
      if (!isAboutChange(rule)) this.questions.push({ schema, rule, value, path });
    }
  }

  forget(): void {
    this.questions = [];
  }

  judge(report: Report): void {
    const asked = this.questions;
    this.questions = [];
    for (const question of asked) {
      const verdict = answer(question);
      if (verdict !== true) reportBroken(question, verdict, report);
    }
  }
}

/** True, false, or why the rule could not be asked: the API server refuses that too. */
function answer({ rule, value, schema }: Question): boolean | string {
  try {
    const verdict = programOf(rule.rule)({ self: celValue(schema, value) as cel.CelInput });
    if (typeof verdict === 'boolean') return verdict;
    return load().cel.isCelError(verdict)
      ? String((verdict as { message?: string }).message)
      : 'the rule gave no verdict';
  } catch (error) {
    return (error as Error).message;
  }
}

function reportBroken({ rule, path, value }: Question, verdict: boolean | string, report: Report): void {
  const said =
    rule.message?.trim() ?? messageOf(rule, value) ?? `breaks the rule ${rule.rule.replace(/\s+/g, ' ').trim()}`;
  const reason = typeof verdict === 'string' ? ` (${verdict})` : '';
  const received = isRecord(value) || Array.isArray(value) ? '' : ` (it is ${shown(value)})`;
  report('schema/cel', `${path}${rule.fieldPath ?? ''}`.replace(/^\./, ''), `${said}${received}${reason}`, '');
}

function messageOf({ messageExpression }: CelRule, value: unknown): string | undefined {
  if (messageExpression === undefined) return undefined;
  try {
    const text = programOf(messageExpression)({ self: celValue({}, value) as cel.CelInput });
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined; // a message that cannot be composed is no fault of the object
  }
}
