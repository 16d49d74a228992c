import { memoryHoldsModel } from '../../kit/model-memory';
import * as z from 'zod';
import { app } from '../../kit/app';
import { ChatServer } from '../../kit/chat-server';
import { ModelCache, SecondChatModel } from '../../kit/peers';
import { quantity } from '../../units/fields';
import { chatLargeAlerts } from './chat-large.alerts';

const namespace = 'ml';
const model = 'qwen2.5-1.5b';

export const chatLargeSpec = z
  .strictObject({
    replicas: z.int().min(1).max(16).default(2).describe('answers that can be written at the same time'),
    memory: quantity.default('2560Mi').describe('memory of each server'),
    context: z.int().min(512).max(32_768).default(4096).describe('tokens of question and answer together'),
  })
  .superRefine((spec, context) => memoryHoldsModel({ ...spec, model }, context));

/** Better answers for who has the time, and what the gateway falls back to when no server of `chat` answers. */
export const chatLarge = app({
  name: 'chat-large',
  area: 'ml',
  summary: 'Larger language model: slower, better answers, and the one that stands in for chat',
  spec: chatLargeSpec,
  needs: { cache: ModelCache },
  offers: [SecondChatModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  build: (scope, { spec, cache }) =>
    new ChatServer(scope, {
      name: 'chat-large',
      namespace,
      model,
      ...spec,
      cache,
      alerts: chatLargeAlerts(spec.replicas),
    }),
});
