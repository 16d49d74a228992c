import type { Schema } from '../../../imports/family';

/** Charts whose values have a schema; the others are listed in docs/verification.md. */

export interface ChartSchema {
  schema: Schema;
  definitions: Record<string, Schema>;
}

const loaders: Readonly<Record<string, () => ChartSchema>> = {
  cilium: () => require('../../../imports/charts/cilium.schema.json'),
  'cert-manager': () => require('../../../imports/charts/cert-manager.schema.json'),
};

export function chartSchemaOf(name: string): ChartSchema | undefined {
  return loaders[name]?.();
}
