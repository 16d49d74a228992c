import type { Manifest } from '../../manifest/manifest';
import type { LossRule } from './loss-rules';
import type { Loses } from './predicates';

/** A field of an object that stays, whose other value loses something. */
export interface FieldLoss {
  rule: LossRule;
  /** `group/Kind`, or `*` for every object. */
  kind: string;
  /** The field and all below it; `*` stands for one key, `[*]` for one element. */
  field: string;
  loses: Loses;
  /** Only on objects that are such before. @default - all */
  when?: (before: Manifest) => boolean;
  /** What happens on the cluster. */
  because: string;
}

export function row(rule: LossRule, kind: string, field: string, loses: Loses, because: string): FieldLoss {
  return { rule, kind, field, loses, because };
}

export function annotation(key: string): string {
  return `metadata.annotations["${key}"]`;
}
