import type { CelExpression } from '../../../../imports/cel';
import type { CelRule, Schema } from '../../../../imports/family';
import { isRecord } from '../../../manifest/field-path';
import { shown, type Report } from '../hits';
import { evaluate } from './evaluate';
import { CelError } from './values';

/** Asks the CEL rules of CRDs. */

interface Question {
  rule: CelRule;
  value: unknown;
  path: string;
}

/** Parsed by `npm run import`; read when the first rule turns up. */
function treeOf(expression: string): CelExpression | undefined {
  const trees = require('../../../../imports/schemas/cel.json') as Record<string, CelExpression>;
  return trees[expression];
}

/** Rules about changes ask for the object before, which only the API server has. */
function isAboutChange({ rule }: CelRule): boolean {
  return /\boldSelf\b/.test(rule);
}

/** Collects the questions of one object while it is walked, and asks them once its schema has nothing to say. */
export class CelValidator {
  private questions: Question[] = [];

  collect(schema: Schema, value: unknown, path: string): void {
    for (const rule of schema['x-kubernetes-validations'] ?? []) {
      if (!isAboutChange(rule)) this.questions.push({ rule, value, path });
    }
  }

  forget(): void {
    this.questions = [];
  }

  validate(report: Report): void {
    const asked = this.questions;
    this.questions = [];
    for (const question of asked) {
      const verdict = answer(question);
      if (verdict !== true) reportBroken(question, verdict, report);
    }
  }
}

/** True, false, or why the rule could not be asked: the API server refuses that too. */
function answer({ rule, value }: Question): boolean | string {
  const tree = treeOf(rule.rule);
  if (!tree) return 'npm run import has not read this rule';
  const verdict = evaluate(tree, value);
  if (typeof verdict === 'boolean') return verdict;
  return verdict instanceof CelError ? verdict.message : 'the rule gave no verdict';
}

function reportBroken({ rule, path, value }: Question, verdict: boolean | string, report: Report): void {
  const said =
    rule.message?.trim() ?? messageOf(rule, value) ?? `breaks the rule ${rule.rule.replace(/\s+/g, ' ').trim()}`;
  const reason = typeof verdict === 'string' ? ` (${verdict})` : '';
  const received = isRecord(value) || Array.isArray(value) ? '' : ` (it is ${shown(value)})`;
  report('schema/cel', `${path}${rule.fieldPath ?? ''}`.replace(/^\./, ''), `${said}${received}${reason}`, '');
}

function messageOf({ messageExpression }: CelRule, value: unknown): string | undefined {
  const tree = messageExpression === undefined ? undefined : treeOf(messageExpression);
  const text = tree && evaluate(tree, value);
  return typeof text === 'string' ? text : undefined; // a message that cannot be composed is no fault of the object
}
