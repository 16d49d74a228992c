import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { modelFiles } from '../../kit/model-files';
import { ModelServer, claimSize } from '../../kit/model-server';
import { EmbeddingModel, ModelCache, NodeLocalStorage } from '../../kit/peers';
import { quantity } from '../../units/fields';
import { bytesOf } from '../../units/quantity';

const namespace = 'ml';
const model = modelFiles['nomic-embed-text-v1.5'];

export const embeddingsSpec = z.strictObject({
  replicas: z.int().min(1).max(16).default(2).describe('servers; bulk ingestion is as fast as there are'),
  memory: quantity.default('768Mi').describe('memory of each server'),
});

export const embeddings = app({
  name: 'embeddings',
  area: 'ml',
  summary: 'Vectors of 768 dimensions for texts, on llama.cpp',
  spec: embeddingsSpec,
  needs: { cache: ModelCache, storage: NodeLocalStorage },
  offers: [EmbeddingModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({
    bladesEach: replicas,
    volumes: [{ what: 'embedding model', bytes: bytesOf(claimSize(model)), copies: replicas }],
  }),
  build: (scope, { spec, cache, storage }) => new Embeddings(scope, spec, cache, storage),
});

export class Embeddings extends Construct implements EmbeddingModel {
  readonly embeddings: EmbeddingModel['embeddings'];

  constructor(
    scope: Construct,
    { replicas, memory }: z.infer<typeof embeddingsSpec>,
    cache: ModelCache,
    storage: NodeLocalStorage,
  ) {
    super(scope, 'embeddings');
    const { port, baseUrl } = new ModelServer(this, {
      namespace,
      name: 'embeddings',
      model,
      replicas,
      cpu: '1500m',
      memory,
      // A text must fit one physical batch, or the server refuses it.
      args: [
        '--embeddings',
        '--pooling',
        'mean',
        ...['--ctx-size', '--batch-size', '--ubatch-size'].flatMap((size) => [size, '2048']),
      ],
      cache,
      storage,
    });
    const { alias, dimensions, prefixes } = model;
    this.embeddings = { port, baseUrl, model: alias, dimensions, prefixes, servers: replicas };
  }
}
