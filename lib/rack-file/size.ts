import * as z from 'zod';

export const sizes = ['small', 'standard'] as const;
export type Size = (typeof sizes)[number];

/** `size` of an app that knows two; the default is that of the rack. */
export const sizeField = z
  .enum(sizes)
  .default('standard')
  .describe(
    'small: one replica where that is honest, less memory, and no store or cache that a small rack can do without; that of the rack if absent',
  );

/** What of an app's block depends on its size. */
interface SizedBlock {
  schema: z.ZodObject;
  /** Defaults of the small size. @default - it knows one size */
  small?: Readonly<Record<string, unknown>>;
}

/** The schema of an app's block with the defaults of a size. */
export function ofSize({ schema, small }: SizedBlock, size: Size): z.ZodObject {
  if (size === 'standard' || !small) return schema;
  const shape = schema.shape as Record<string, z.ZodType>;
  const changed = Object.entries({ ...small, size }).map(([key, value]) => [key, withDefault(shape[key]!, value)]);
  return schema.safeExtend(Object.fromEntries(changed) as z.ZodRawShape) as z.ZodObject;
}

function withDefault(field: z.ZodType, value: unknown): z.ZodType {
  const inner = field instanceof z.ZodDefault || field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
  return inner.default(value as never).describe(field.description ?? '');
}
