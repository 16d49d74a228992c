/** Routes of the gateway: one to each model server, and the line in which questions wait for a server that is busy. */
import type { ServedModel } from '../../kit/peers';

/** A CM4 writes 5 tokens a second, so an answer of 2,000 tokens may take seven minutes. */
export const answerSeconds = 600;

/** One route a server: behind a Service of all of them, two questions would meet at one while three stand idle. */
export function routesTo({ model, servers }: ServedModel): object[] {
  return servers.map(({ baseUrl }) => ({
    model_name: model,
    // Both gateways count under the same name.
    model_info: { id: new URL(baseUrl).hostname.split('.')[0]! },
    litellm_params: { model: `openai/${model}`, api_base: baseUrl, api_key: 'none', timeout: answerSeconds },
  }));
}

const hasLine = ({ servers }: ServedModel): boolean => servers.length > 1;
/** Of the same servers, with as many questions in line at each as there are. */
const lineOf = (model: string): string => `${model}-in-line`;

/**
 * LiteLLM counts a question when it sends it on, and takes the first of servers that are alike: four that come at once would
 * meet two by two. So each server takes one at a time; who finds none free goes into the line of the least busy one.
 */
export function routesToFree(served: ServedModel): object[] {
  const routes = routesTo(served) as { model_info: { id: string }; litellm_params: object }[];
  if (!hasLine(served)) return routes;
  return [
    ...routes.map((route) => ({ ...route, litellm_params: { ...route.litellm_params, max_parallel_requests: 1 } })),
    ...routes.map((route) => ({
      ...route,
      model_name: lineOf(served.model),
      model_info: { id: lineOf(route.model_info.id) },
    })),
  ];
}

/** Its own line comes before those that stand in: they are for servers that fail. */
export function afterItsLine(
  fallbacks: Record<string, string[]>,
  chats: readonly ServedModel[],
): Record<string, string[]> {
  const lined = chats.filter(hasLine).map(({ model }) => model);
  return Object.fromEntries(
    Object.entries(fallbacks).map(([model, others]) => [
      model,
      lined.includes(model) ? [lineOf(model), ...others] : others,
    ]),
  );
}
