import * as z from 'zod';
import { bytesOf } from '../units/quantity';
import { duration, quantity } from '../units/fields';
import type { AppBlock } from './app-block';

/** Apps for tests of this folder, which must not wait for the real ones nor change with them. */
export const fixtureApps: readonly AppBlock[] = [
  app('cilium', z.strictObject({}), { alwaysOn: true }),
  app('longhorn', z.strictObject({ blades: z.array(z.string()).optional().describe('carry the copies') }), {
    alwaysOn: true,
    asks: ({ blades = [] }: { blades?: string[] }) => ({ replicas: { blades, shareKept: 0.15 } }),
  }),
  app(
    'redis',
    z.strictObject({
      memory: quantity.default('384Mi').describe('per pod'),
      disk: quantity.default('2Gi').describe('append-only file'),
    }),
    {
      asks: ({ disk }: { disk: string }) => ({
        bladesEach: 3,
        volumes: [{ what: 'append-only files', bytes: bytesOf(disk), copies: 3 }],
      }),
    },
  ),
  app('minio', z.strictObject({ disk: quantity.default('100Gi').describe('per server') }), {
    asks: ({ disk }: { disk: string }) => ({
      bladesEach: 4,
      volumes: [{ what: 'object store', bytes: bytesOf(disk), copies: 4 }],
    }),
  }),
  app(
    'postgres',
    z.strictObject({
      memory: quantity.default('1536Mi').describe('per instance'),
      disk: quantity.default('20Gi').describe('per instance'),
      instances: z.int().min(1).max(5).default(3).describe('each on a blade of its own'),
      keepBackups: duration.default('30d').describe('how long a point in time can be restored'),
    }),
    {
      needs: ['minio'],
      asks: ({ disk, instances }: { disk: string; instances: number }) => ({
        bladesEach: instances,
        volumes: [{ what: 'PostgreSQL', bytes: bytesOf(disk), copies: instances }],
      }),
    },
  ),
  app(
    'chat',
    z.strictObject({
      model: z.enum(['qwen3-0.6b', 'qwen2.5-1.5b']).default('qwen3-0.6b').describe('what answers'),
      titles: z.string().optional().describe('model that words titles'),
    }),
    {
      needs: ['redis', 'postgres'],
      models: ({ model }: { model: string }) => [{ model, does: 'chat' as const }],
      wantsModels: ({ titles }: { titles?: string }) =>
        titles === undefined ? [] : [{ model: titles, path: ['titles'] }],
    },
  ),
];

function app(name: string, schema: z.ZodObject, rest: Partial<AppBlock>): AppBlock {
  return { name, summary: `${name} for tests`, schema, needs: [], ...rest };
}
