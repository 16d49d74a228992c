import * as z from 'zod';
import type { NamedModel, OutsidePeer } from '../../kit/app';
import { modelName } from '../../kit/own-model';
import { type OutsidePort, worldAt } from '../../kit/ports';
import type { SecretValue } from '../../kit/secrets';
import { url } from '../../units/fields';

/** Providers with an interface of their own, by LiteLLM's names, and where each is asked (its sources, `llms/`). */
const providers = {
  anthropic: 'https://api.anthropic.com',
  gemini: 'https://generativelanguage.googleapis.com',
  mistral: 'https://api.mistral.ai',
  openrouter: 'https://openrouter.ai',
} as const;

/** A path, since OpenAI's API never stands at the root: what would be asked is `<url>/chat/completions`. */
const apiUrl = url.superRefine((text, context) => {
  if (!URL.canParse(text) || new URL(text).pathname !== '/') return;
  context.addIssue({
    code: 'custom',
    message: `${JSON.stringify(text)} has no path`,
    params: { detail: 'OpenAI’s API stands below one, mostly /v1', suggestion: `${text}/v1` },
  });
});

const price = z.strictObject({
  input: z.number().min(0).describe('units for a million tokens that it reads'),
  output: z.number().min(0).describe('units for a million tokens that it writes'),
});

const furtherModel = z
  .strictObject({
    url: apiUrl
      .optional()
      .describe(
        'where OpenAI’s API stands: of a GPU machine, of Ollama, of a provider, such as http://192.168.1.50:11434/v1',
      ),
    provider: z
      .enum(Object.keys(providers) as [keyof typeof providers])
      .optional()
      .describe('in the place of `url`, one with an interface of its own'),
    model: z
      .string()
      .regex(/^\S+$/, 'is empty or has a space')
      .optional()
      .describe('what it is called there; absent: as here'),
    key: z
      .boolean()
      .default(false)
      .describe('whether it wants a key, which is asked for as a secret; a `provider` always does'),
    does: z.enum(['chat', 'embeddings']).default('chat').describe('what it is asked for'),
    standsIn: z
      .enum(['never', 'first', 'last'])
      .default('never')
      .describe(
        'whether it answers when a chat model of the rack fails: before the rack’s other one, or after it; what people wrote goes there then',
      ),
    people: z.boolean().default(true).describe('whether the people of Open WebUI may choose it'),
    atOnce: z
      .int()
      .min(1)
      .optional()
      .describe(
        'requests under way at once, counted by each gateway; more are refused, or answered by one that stands in',
      ),
    perMinute: z.int().min(1).optional().describe('requests a minute, counted by all gateways together'),
    price: price
      .optional()
      .describe('what counts against budgets; absent: what LiteLLM’s own list says of that model, or nothing'),
  })
  .superRefine(({ url: address, provider }, context) => {
    if ((address === undefined) !== (provider === undefined)) return;
    const message = address === undefined ? 'nobody is said to serve it' : 'two are said to serve it';
    context.addIssue({ code: 'custom', message, params: { detail: 'write either `url` or `provider`' } });
  });

export const furtherModels = z
  .record(modelName, furtherModel)
  .default({})
  .describe(
    'models beyond the rack, by the name that clients ask for; one with the name of a model of the rack serves it, too',
  );

export type FurtherModels = z.infer<typeof furtherModels>;
type FurtherModel = FurtherModels[string];

const chats = (models: FurtherModels) => Object.keys(models).filter((name) => models[name]!.does === 'chat');

/** What clients may ask for, of these. */
export function namesOf(models: FurtherModels): NamedModel[] {
  return Object.entries(models).map(([model, { does }]) => ({ model, does }));
}

/** Names of those that people may choose. */
export function forPeople(models: FurtherModels): string[] {
  return chats(models).filter((name) => models[name]!.people);
}

const addressOf = ({ url: address, provider }: FurtherModel): string => address ?? providers[provider!];
const wantsKey = ({ key, provider }: FurtherModel): boolean => key || provider !== undefined;

/** Machines that the gateways must be allowed to reach, each once. */
export function whereTheyAre(models: FurtherModels): OutsidePort[] {
  return [...new Set(Object.values(models).map((model) => new URL(addressOf(model)).origin))].map(worldAt);
}

/** A pod of the rack is no machine of the world: policies that name it by address let nothing through. */
export function statedEndpoints(models: FurtherModels): OutsidePeer[] {
  return Object.entries(models).flatMap(([name, { url: address }]): OutsidePeer[] =>
    address === undefined
      ? []
      : [
          {
            path: ['models', name, 'url'],
            url: address,
            because: 'policies let the gateways out to machines, not to it',
          },
        ],
  );
}

const keyOf = (name: string): string => `${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_KEY`;

/** Keys of the Secret, which are also the names of environment variables; one provider's key is asked for once. */
export function providerKeys(models: FurtherModels): Record<string, SecretValue> {
  return Object.fromEntries(
    Object.entries(models).flatMap(([name, model]) =>
      wantsKey(model)
        ? [
            [
              keyOf(name),
              { make: 'ask', hint: `API key for ${model.provider ?? new URL(addressOf(model)).host}` },
            ] as const,
          ]
        : [],
    ),
  );
}

/** Entries of LiteLLM's `model_list`. */
export function furtherRoutes(models: FurtherModels, timeoutSeconds: number): object[] {
  return Object.entries(models).map(([name, model]) => {
    const { url: base, provider, model: there = name, does, atOnce, perMinute, price: cost } = model;
    return {
      model_name: name,
      model_info: { id: `outside-${name}`, mode: does === 'chat' ? 'chat' : 'embedding' },
      litellm_params: {
        model: `${provider ?? 'openai'}/${there}`,
        ...(base !== undefined && { api_base: base }),
        api_key: wantsKey(model) ? `os.environ/${keyOf(name)}` : 'none',
        timeout: timeoutSeconds,
        // What llama.cpp takes and another does not is left out, or no request that it stands in for would pass.
        drop_params: true,
        ...(atOnce !== undefined && { max_parallel_requests: atOnce }),
        ...(perMinute !== undefined && { rpm: perMinute }),
        ...(cost && {
          input_cost_per_token: cost.input / 1e6,
          output_cost_per_token: cost.output / 1e6,
        }),
      },
    };
  });
}

export const areLimited = (models: FurtherModels): boolean =>
  Object.values(models).some(({ perMinute }) => perMinute !== undefined);

/**
 * Who answers, in order, when a model fails. A chat model of the rack: those that stand in first, its own kind, those that
 * stand in last. One beyond the rack: the same, so that a machine that is off at night is no error in the morning.
 *
 * @param own chat models of the rack, the first choice first
 */
export function standIns(own: readonly string[], models: FurtherModels): Record<string, string[]>[] {
  const that = (place: 'first' | 'last') => chats(models).filter((name) => models[name]!.standsIn === place);
  const order = [...new Set([...that('first'), ...own, ...that('last')])];
  return [...new Set([...own, ...chats(models)])].flatMap((model) => {
    const others = order.filter((other) => other !== model);
    return others.length > 0 ? [{ [model]: others }] : [];
  });
}
