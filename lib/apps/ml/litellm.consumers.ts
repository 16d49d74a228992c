import * as z from 'zod';
import type { WantedModel } from '../../kit/app';
import { modelName } from '../../kit/own-model';
import { dnsLabel } from '../../units/fields';

const consumer = z.strictObject({
  models: z.array(modelName).min(1).describe('models that it may ask for, by name'),
  budget: z.number().min(0).optional().describe('units that it may spend a month; absent: those of every consumer'),
  perMinute: z.int().min(1).optional().describe('requests a minute; absent: as many as it can'),
  tokensPerMinute: z.int().min(1).optional().describe('tokens a minute, read and written; absent: as many as it can'),
  atOnce: z.int().min(1).optional().describe('requests under way at once; absent: two for each server of the rack'),
});

export const consumersSpec = z
  .record(dnsLabel, consumer)
  .default({})
  .describe(
    'programs of your own that ask for models, by name: each has a key in the Secret ml/litellm-consumers, which ends when it goes',
  );

export type Consumers = z.infer<typeof consumersSpec>;

/** What a consumer may ask for must be served by somebody. */
export function wantedBy(consumers: Consumers): WantedModel[] {
  return Object.entries(consumers).flatMap(([name, { models }]) =>
    models.map((model, index) => ({ path: ['consumers', name, 'models', index], model })),
  );
}

/** A key and what LiteLLM is told of it, in its own words. */
export interface Key {
  /** Who uses it; LiteLLM knows one key by each name. */
  name: string;
  /** Where the pod finds it. */
  file: string;
  limits: Limits;
}

interface Limits {
  models: string[];
  max_budget: number;
  budget_duration: '30d';
  max_parallel_requests: number;
  /** `null` takes a limit away that was there before. */
  rpm_limit: number | null;
  tpm_limit: number | null;
}

export function limitsOf(
  { models, budget, perMinute, tokensPerMinute, atOnce }: Consumers[string],
  usual: { budget: number; atOnce: number },
): Limits {
  return {
    models,
    max_budget: budget ?? usual.budget,
    budget_duration: '30d',
    max_parallel_requests: atOnce ?? usual.atOnce,
    rpm_limit: perMinute ?? null,
    tpm_limit: tokensPerMinute ?? null,
  };
}
