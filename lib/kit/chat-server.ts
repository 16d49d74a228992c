import { Construct } from 'constructs';
import { Alerts, type RuleSet } from './alerts';
import type { ChatModelFile } from './model-files';
import { modelServers } from './model-server';
import type { ModelCache, ServedModel } from './peers';
import type { Size } from './size';

/** The rest of the ten minutes, longer than which nobody waits for an answer, is for reading the question. */
const writingSeconds = 400;

export interface ChatServerProps {
  /** Of the app; its servers are `<name>-0` and so on. */
  name: string;
  namespace: string;
  model: ChatModelFile;
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
    { name, namespace, model, replicas, memory, context, thinking = false, size, cache, alerts }: ChatServerProps,
  ) {
    super(scope, name);
    const servers = modelServers(this, {
      namespace,
      name,
      count: replicas,
      model,
      memory,
      cache,
      cpu: '1500m',
      ...(size === 'small' && { small: { atRest: model.atRest ?? memory, cpu: '1000m' } }),
      args: [
        ...['--ctx-size', String(context), '--parallel', '1', '--flash-attn', 'on'],
        // A model that does not find an end would hold its server until the context is full, long after everybody left.
        ...['--predict', String(Math.floor(model.tokensPerSecond * writingSeconds))],
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
