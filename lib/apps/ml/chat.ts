import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { modelFiles } from '../../kit/model-files';
import { ModelServer, claimSize } from '../../kit/model-server';
import { ChatModel, ModelCache, NodeLocalStorage, type OpenAiEndpoint } from '../../kit/peers';
import { quantity } from '../../units/fields';
import { bytesOf } from '../../units/quantity';
import { chatAlerts } from './chat.alerts';

const namespace = 'ml';
/** Tokens a second that a CM4 writes on a bad day; nobody waits for an answer longer than ten minutes. */
const slowestTokensPerSecond = { 'qwen3-0.6b': 5, 'qwen2.5-1.5b': 2.5 };
/** The rest of the ten minutes is for reading the question. */
const writingSeconds = 400;

export const chatSpec = z.strictObject({
  model: z
    .enum(['qwen3-0.6b', 'qwen2.5-1.5b'])
    .default('qwen3-0.6b')
    .describe('about 5 to 12 tokens a second, or 2.5 to 4'),
  replicas: z.int().min(1).max(16).default(4).describe('answers that can be written at the same time'),
  memory: quantity.default('1843Mi').describe('memory of each server; the larger model wants 2560Mi'),
  context: z.int().min(512).max(32_768).default(4096).describe('tokens of question and answer together'),
});

type ChatSpec = z.infer<typeof chatSpec>;

export const chat = app({
  name: 'chat',
  area: 'ml',
  summary: 'Language model for chat, on llama.cpp',
  spec: chatSpec,
  needs: { cache: ModelCache, storage: NodeLocalStorage },
  offers: [ChatModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ model, replicas }) => ({
    bladesEach: replicas,
    volumes: [{ what: 'chat model', bytes: bytesOf(claimSize(modelFiles[model])), copies: replicas }],
  }),
  build: (scope, { spec, cache, storage }) => new Chat(scope, spec, cache, storage),
});

/** One slot a server: a CM4 that writes two answers at once writes both at half the speed. */
export class Chat extends Construct implements ChatModel {
  readonly chat: OpenAiEndpoint;

  constructor(scope: Construct, spec: ChatSpec, cache: ModelCache, storage: NodeLocalStorage) {
    super(scope, 'chat');
    const model = modelFiles[spec.model];
    const { port, baseUrl } = new ModelServer(this, {
      namespace,
      name: 'chat',
      model,
      replicas: spec.replicas,
      cpu: '2500m',
      memory: spec.memory,
      args: [
        ...['--ctx-size', String(spec.context), '--parallel', '1', '--flash-attn', 'on'],
        // A model that does not find an end would hold its server until the context is full, long after everybody left.
        ...['--predict', String(slowestTokensPerSecond[spec.model] * writingSeconds)],
        // Eight bits a value halve the memory of the context; below that answers suffer.
        ...['--cache-type-k', 'q8_0', '--cache-type-v', 'q8_0'],
      ],
      cache,
      storage,
      alerts: chatAlerts(spec.replicas),
    });
    this.chat = { port, baseUrl, model: model.alias };
  }
}
