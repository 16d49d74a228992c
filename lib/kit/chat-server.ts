import { Construct } from 'constructs';
import { Alerts, type RuleSet } from './alerts';
import { modelFiles } from './model-files';
import { modelServers } from './model-server';
import type { ModelCache, ServedModel } from './peers';
import type { Size } from './size';

/**
 * Tokens a second that a CM4 writes on a bad day. Its memory brings 3.4 GB a second to the cores, and every token reads
 * the whole model once: 0.64 GB is 5 tokens, 1.12 GB is 3.
 */
const slowestTokensPerSecond = { 'qwen3-0.6b': 5, 'qwen2.5-1.5b': 2.5 };
/** Weights, the context of 4,096 tokens in eight bits, and the buffers of one slot. */
const atRest = { 'qwen3-0.6b': '1Gi', 'qwen2.5-1.5b': '1536Mi' };
/** The rest of the ten minutes, longer than which nobody waits for an answer, is for reading the question. */
const writingSeconds = 400;

export type ChatModelName = keyof typeof slowestTokensPerSecond;

export interface ChatServerProps {
  /** Of the app; its servers are `<name>-0` and so on. */
  name: string;
  namespace: string;
  model: ChatModelName;
  replicas: number;
  memory: string;
  /** Tokens of question and answer together. */
  context: number;
  /** Whether the model reasons before it answers. @default false */
  thinking?: boolean;
  /** @default standard */
  size?: Size;
  cache: ModelCache;
  alerts: RuleSet;
}

/** One slot a server: a CM4 that writes two answers at once writes both at half the speed. */
export class ChatServer extends Construct {
  readonly chat: ServedModel;

  constructor(
    scope: Construct,
    {
      name,
      namespace,
      model: modelName,
      replicas,
      memory,
      context,
      thinking = false,
      size,
      cache,
      alerts,
    }: ChatServerProps,
  ) {
    super(scope, name);
    const model = modelFiles[modelName];
    const servers = modelServers(this, {
      namespace,
      name,
      count: replicas,
      model,
      memory,
      cache,
      cpu: '1500m',
      ...(size === 'small' && { small: { atRest: atRest[modelName], cpu: '1000m' } }),
      args: [
        ...['--ctx-size', String(context), '--parallel', '1', '--flash-attn', 'on'],
        // A model that does not find an end would hold its server until the context is full, long after everybody left.
        ...['--predict', String(slowestTokensPerSecond[modelName] * writingSeconds)],
        // Eight bits a value halve the memory of the context; below that answers suffer.
        ...['--cache-type-k', 'q8_0', '--cache-type-v', 'q8_0'],
      ],
      // At five tokens a second, 300 to 800 tokens of thought are one to three minutes before the first word.
      env: { LLAMA_ARG_REASONING: thinking ? 'on' : 'off' },
    });
    new Alerts(this, alerts);
    this.chat = { model: model.alias, servers };
  }
}
