import { Construct } from 'constructs';
import type { RuleSet } from './alerts';
import { modelFiles } from './model-files';
import { ModelServer } from './model-server';
import type { ModelCache, NodeLocalStorage, OpenAiEndpoint } from './peers';

/** Tokens a second that a CM4 writes on a bad day; nobody waits for an answer longer than ten minutes. */
const slowestTokensPerSecond = { 'qwen3-0.6b': 5, 'qwen2.5-1.5b': 2.5 };
/** The rest of the ten minutes is for reading the question. */
const writingSeconds = 400;

export type ChatModelName = keyof typeof slowestTokensPerSecond;

export interface ChatServerProps {
  /** Of the app and of everything it makes. */
  name: string;
  namespace: string;
  model: ChatModelName;
  replicas: number;
  memory: string;
  /** Tokens of question and answer together. */
  context: number;
  cache: ModelCache;
  storage: NodeLocalStorage;
  alerts: RuleSet;
}

/** One slot a server: a CM4 that writes two answers at once writes both at half the speed. */
export class ChatServer extends Construct {
  readonly chat: OpenAiEndpoint;

  constructor(scope: Construct, { model: modelName, context, ...props }: ChatServerProps) {
    super(scope, props.name);
    const model = modelFiles[modelName];
    const { port, baseUrl } = new ModelServer(this, {
      ...props,
      model,
      cpu: '2500m',
      args: [
        ...['--ctx-size', String(context), '--parallel', '1', '--flash-attn', 'on'],
        // A model that does not find an end would hold its server until the context is full, long after everybody left.
        ...['--predict', String(slowestTokensPerSecond[modelName] * writingSeconds)],
        // Eight bits a value halve the memory of the context; below that answers suffer.
        ...['--cache-type-k', 'q8_0', '--cache-type-v', 'q8_0'],
      ],
    });
    this.chat = { port, baseUrl, model: model.alias };
  }
}
