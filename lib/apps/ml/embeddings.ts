import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { modelFiles } from '../../kit/model-files';
import { modelServers } from '../../kit/model-server';
import { EmbeddingModel, ModelCache } from '../../kit/peers';
import { sizeField } from '../../kit/size';

const namespace = 'ml';
const model = modelFiles['nomic-embed-text-v1.5'];

export const embeddingsSpec = z.strictObject({
  size: sizeField,
  replicas: z.int().min(1).max(16).default(2).describe('servers; bulk ingestion is as fast as there are'),
  memory: atLeast('384Mi', 'the model is 140Mi, a batch of 2048 tokens as much again')
    .default('768Mi')
    .describe('memory of each server'),
});

export const embeddings = app({
  name: 'embeddings',
  area: 'ml',
  summary: 'Vectors of 768 dimensions for texts, on llama.cpp',
  spec: embeddingsSpec,
  small: { replicas: 1 },
  needs: { cache: ModelCache },
  offers: [EmbeddingModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  build: (scope, { spec, cache }) => new Embeddings(scope, spec, cache),
});

export class Embeddings extends Construct implements EmbeddingModel {
  readonly embeddings: EmbeddingModel['embeddings'];

  constructor(scope: Construct, { size, replicas, memory }: z.infer<typeof embeddingsSpec>, cache: ModelCache) {
    super(scope, 'embeddings');
    const servers = modelServers(this, {
      namespace,
      name: 'embeddings',
      model,
      count: replicas,
      cpu: '1000m',
      memory,
      ...(size === 'small' && { small: { atRest: '384Mi', cpu: '250m' } }),
      // A text must fit one physical batch, or the server refuses it.
      args: [
        '--embeddings',
        '--pooling',
        'mean',
        ...['--ctx-size', '--batch-size', '--ubatch-size'].flatMap((size) => [size, '2048']),
      ],
      cache,
    });
    const { alias, dimensions, prefixes } = model;
    this.embeddings = { servers, model: alias, dimensions, prefixes };
  }
}
