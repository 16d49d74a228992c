import { memoryHoldsModel } from '../../kit/model-memory';
import * as z from 'zod';
import { app } from '../../kit/app';
import { ChatServer } from '../../kit/chat-server';
import { type ChatModelFile, modelFiles } from '../../kit/model-files';
import { chatFileOf, ownChatModel } from '../../kit/own-model';
import { ModelCache, SecondChatModel } from '../../kit/peers';
import { quantity } from '../../units/fields';
import { chatLargeAlerts } from './chat-large.alerts';

const namespace = 'ml';

export const chatLargeSpec = z
  .strictObject({
    own: ownChatModel.optional().describe('in the place of Qwen2.5 1.5B, one that does not come with Rackwright'),
    replicas: z.int().min(1).max(16).default(2).describe('answers that can be written at the same time'),
    memory: quantity.default('2560Mi').describe('memory of each server'),
    context: z.int().min(512).max(32_768).default(4096).describe('tokens of question and answer together'),
  })
  .superRefine((spec, context) => memoryHoldsModel({ ...spec, model: modelOf(spec) }, context));

function modelOf({ own }: { own?: z.infer<typeof ownChatModel> | undefined }): ChatModelFile {
  return own ? chatFileOf(own) : modelFiles['qwen2.5-1.5b'];
}

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
  models: (spec) => [{ model: modelOf(spec).alias, does: 'chat' }],
  build: (scope, { spec, cache }) =>
    new ChatServer(scope, {
      name: 'chat-large',
      namespace,
      ...spec,
      model: modelOf(spec),
      cache,
      alerts: chatLargeAlerts(spec.replicas),
    }),
});
