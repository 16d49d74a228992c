import * as z from 'zod';
import type { AppBlock } from './app-block';
import { core } from './core';
import { rackFile } from './schema';

export type JsonSchema = Record<string, unknown>;

/**
 * JSON Schema of a rack file for editors (`# yaml-language-server: $schema=…`). It knows every key, form and default;
 * what needs two fields at once is left to the rules. Draft 7, because that is what editors read without gaps.
 *
 * @param ownApps whether names that are not among the apps pass: those of an owner's apps/ @default false
 */
export function rackJsonSchema(apps: readonly AppBlock[], { ownApps = false } = {}): JsonSchema {
  const named = apps.filter(({ section }) => section === undefined);
  const blocks = Object.fromEntries(named.map((app) => [app.name, appField(app)]));
  const whole = rackFile.extend({
    apps: (ownApps ? z.strictObject(blocks).catchall(ownApp) : z.strictObject(blocks))
      .prefault({})
      .describe(rackFile.shape.apps.description ?? ''),
  });
  const { $schema, ...schema } = z.toJSONSchema(whole, { io: 'input', target: 'draft-7' }) as JsonSchema & {
    properties: Record<string, JsonSchema>;
  };
  return {
    $schema,
    title: 'Rack file of Rackwright',
    ...schema,
    properties: Object.fromEntries(
      Object.entries(schema.properties).map(([key, section]) => [
        key,
        isOptionalSection(key) ? orNothing(section) : section,
      ]),
    ),
  };
}

const ownApp = z
  .union([z.record(z.string(), z.unknown()), z.enum(['on', 'off']), z.boolean(), z.null()])
  .describe('an app of your own: apps/<name>.ts, or the manifests of apps/<name>/');

function appField({ schema, summary, alwaysOn }: AppBlock): z.ZodType {
  const switched = z.enum(alwaysOn ? ['on'] : ['on', 'off']);
  const truth = alwaysOn ? z.literal(true) : z.boolean();
  return z.union([schema, switched, truth, z.null()]).optional().describe(summary);
}

/** Sections with defaults may stand there with all their lines commented out. */
function isOptionalSection(key: string): boolean {
  const section = rackFile.shape[key as keyof typeof rackFile.shape] as z.ZodType;
  const isScalar = core(section) instanceof z.ZodString;
  return !isScalar && section.safeParse(undefined).success;
}

function orNothing({ description, default: filled, ...section }: JsonSchema): JsonSchema {
  return { description, ...(filled !== undefined && { default: filled }), anyOf: [section, { type: 'null' }] };
}
