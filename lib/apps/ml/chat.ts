import { memoryHoldsModel } from '../../kit/model-memory';
import * as z from 'zod';
import { app } from '../../kit/app';
import { ChatServer } from '../../kit/chat-server';
import { type ChatModelFile, modelFiles } from '../../kit/model-files';
import { chatFileOf, ownChatModel } from '../../kit/own-model';
import { ChatModel, ModelCache } from '../../kit/peers';
import { sizeField } from '../../kit/size';
import { quantity } from '../../units/fields';
import { chatAlerts } from './chat.alerts';

const namespace = 'ml';

export const chatSpec = z
  .strictObject({
    size: sizeField,
    model: z.enum(['qwen3-0.6b', 'qwen2.5-1.5b']).default('qwen3-0.6b').describe('about 5 tokens a second, or about 3'),
    own: ownChatModel.optional().describe('in the place of `model`, one that does not come with Rackwright'),
    replicas: z.int().min(1).max(16).default(4).describe('answers that can be written at the same time'),
    memory: quantity.default('1843Mi').describe('memory of each server; the larger model wants 2560Mi'),
    context: z.int().min(512).max(32_768).default(4096).describe('tokens of question and answer together'),
    thinking: z
      .boolean()
      .default(false)
      .describe('whether it reasons before it answers: one to three minutes more before the first word'),
  })
  .superRefine((spec, context) => memoryHoldsModel({ ...spec, model: modelOf(spec) }, context));

function modelOf({
  model,
  own,
}: {
  model: 'qwen3-0.6b' | 'qwen2.5-1.5b';
  own?: z.infer<typeof ownChatModel> | undefined;
}): ChatModelFile {
  return own ? chatFileOf(own) : modelFiles[model];
}

export const chat = app({
  name: 'chat',
  area: 'ml',
  summary: 'Language model for chat, on llama.cpp',
  spec: chatSpec,
  small: { replicas: 1 },
  needs: { cache: ModelCache },
  offers: [ChatModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  models: (spec) => [{ model: modelOf(spec).alias, does: 'chat' }],
  build: (scope, { spec, cache }) =>
    new ChatServer(scope, {
      name: 'chat',
      namespace,
      ...spec,
      model: modelOf(spec),
      cache,
      alerts: chatAlerts(spec.replicas),
    }),
});
