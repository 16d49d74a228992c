import { parse } from '@bufbuild/cel';
import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import type { CelExpression } from '../cel';
import type { Family, Schema } from '../family';
import { ImportError } from './import-error';

/** Every CEL rule of the families with its parsed tree, so that a check neither parses nor carries a parser. */
export function celTrees(families: Iterable<Family>): Record<string, CelExpression> {
  const rules = new Set([...families].flatMap(({ definitions }) => Object.values(definitions).flatMap(rulesIn)));
  return Object.fromEntries([...rules].sort().map((rule) => [rule, celTree(rule)]));
}

function rulesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = (schema as Schema)['x-kubernetes-validations'];
  const texts = Array.isArray(own) ? own.flatMap(({ rule, messageExpression }) => [rule, messageExpression]) : [];
  return [...texts.filter((text) => text !== undefined), ...Object.values(schema).flatMap(rulesIn)];
}

export function celTree(rule: string): CelExpression {
  try {
    return treeOf(parse(rule).expr);
  } catch (error) {
    throw new ImportError(
      `a CEL rule cannot be read: ${(error as Error).message}\n  ${rule}`,
      'Teach imports/tool/cel.ts and lib/checks/schema/cel/ what the rule uses.',
    );
  }
}

function treeOf(expression: Expr | undefined): CelExpression {
  const kind = expression?.exprKind;
  switch (kind?.case) {
    case 'constExpr':
      return ['value', constant(kind.value.constantKind)];
    case 'identExpr':
      return ['name', kind.value.name];
    case 'selectExpr':
      return [kind.value.testOnly ? 'has' : 'field', treeOf(kind.value.operand), fieldName(kind.value.field)];
    case 'listExpr':
      return ['list', ...kind.value.elements.map(treeOf)];
    case 'callExpr': {
      const { target, args, function: name } = kind.value;
      return target ? ['call', `.${name}`, treeOf(target), ...args.map(treeOf)] : ['call', name, ...args.map(treeOf)];
    }
    case 'comprehensionExpr': {
      const { iterRange, iterVar, accuVar, accuInit, loopCondition, loopStep, result } = kind.value;
      const fold = { over: treeOf(iterRange), each: iterVar, carried: accuVar, start: treeOf(accuInit) };
      return ['fold', { ...fold, while: treeOf(loopCondition), step: treeOf(loopStep), result: treeOf(result) }];
    }
    default:
      throw new Error(`nothing here knows ${kind?.case ?? 'an empty expression'}`);
  }
}

function constant({ case: type, value }: { case?: string; value?: unknown }): string | number | boolean {
  if (type === 'int64Value' || type === 'uint64Value') return Number(value);
  if (type === 'stringValue' || type === 'boolValue' || type === 'doubleValue') return value as string;
  throw new Error(`nothing here knows a constant of type ${type}`);
}

/** Rules spell fields that are no CEL names otherwise: `__namespace__`, `a__dash__b` (apiextensions' escaping). */
function fieldName(field: string): string {
  const signs: Record<string, string> = { underscores: '__', dot: '.', dash: '-', slash: '/' };
  const [, reserved] = /^__([a-z]+)__$/.exec(field) ?? [];
  if (reserved !== undefined && !(reserved in signs)) return reserved;
  return field.replace(/__(underscores|dot|dash|slash)__/g, (_, sign: string) => signs[sign]!);
}
