import * as z from 'zod';

/** The schema below defaults and the like. */
export function core(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return core(schema.unwrap() as z.ZodType);
  }
  return schema instanceof z.ZodPipe ? core(schema.in as z.ZodType) : schema;
}
