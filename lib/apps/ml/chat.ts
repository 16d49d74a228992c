import * as z from 'zod';
import { app } from '../../kit/app';
import { ChatServer } from '../../kit/chat-server';
import { modelFiles } from '../../kit/model-files';
import { claimSize } from '../../kit/model-server';
import { ChatModel, ModelCache, NodeLocalStorage } from '../../kit/peers';
import { quantity } from '../../units/fields';
import { bytesOf } from '../../units/quantity';
import { chatAlerts } from './chat.alerts';

const namespace = 'ml';

export const chatSpec = z.strictObject({
  model: z
    .enum(['qwen3-0.6b', 'qwen2.5-1.5b'])
    .default('qwen3-0.6b')
    .describe('about 5 to 12 tokens a second, or 2.5 to 4'),
  replicas: z.int().min(1).max(16).default(4).describe('answers that can be written at the same time'),
  memory: quantity.default('1843Mi').describe('memory of each server; the larger model wants 2560Mi'),
  context: z.int().min(512).max(32_768).default(4096).describe('tokens of question and answer together'),
});

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
  build: (scope, { spec, cache, storage }) =>
    new ChatServer(scope, { name: 'chat', namespace, ...spec, cache, storage, alerts: chatAlerts(spec.replicas) }),
});
