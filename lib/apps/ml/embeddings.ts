import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { type EmbeddingModelFile, modelFiles } from '../../kit/model-files';
import { memoryHoldsFile } from '../../kit/model-memory';
import { modelServers } from '../../kit/model-server';
import { embeddingFileOf, ownEmbeddingModel } from '../../kit/own-model';
import { EmbeddingModel, ModelCache } from '../../kit/peers';
import { sizeField } from '../../kit/size';

const namespace = 'ml';

export const embeddingsSpec = z
  .strictObject({
    size: sizeField,
    own: ownEmbeddingModel
      .optional()
      .describe(
        'in the place of nomic-embed-text-v1.5; vectors of the model before cannot be compared with those of the next',
      ),
    replicas: z.int().min(1).max(16).default(2).describe('servers; bulk ingestion is as fast as there are'),
    memory: atLeast('384Mi', 'the model is 140Mi, a batch of 2048 tokens as much again')
      .default('768Mi')
      .describe('memory of each server'),
  })
  .superRefine((spec, context) => memoryHoldsFile(modelOf(spec), spec.memory, context));

function modelOf({ own }: { own?: z.infer<typeof ownEmbeddingModel> | undefined }): EmbeddingModelFile {
  return own ? embeddingFileOf(own) : modelFiles['nomic-embed-text-v1.5'];
}

export const embeddings = app({
  name: 'embeddings',
  area: 'ml',
  summary: 'Vectors for texts, of 768 dimensions where the model is not one of your own, on llama.cpp',
  spec: embeddingsSpec,
  small: { replicas: 1 },
  needs: { cache: ModelCache },
  offers: [EmbeddingModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  models: (spec) => [{ model: modelOf(spec).alias, does: 'embeddings' }],
  build: (scope, { spec, cache }) => new Embeddings(scope, spec, cache),
});

export class Embeddings extends Construct implements EmbeddingModel {
  readonly embeddings: EmbeddingModel['embeddings'];

  constructor(scope: Construct, spec: z.infer<typeof embeddingsSpec>, cache: ModelCache) {
    super(scope, 'embeddings');
    const { size, replicas, memory } = spec;
    const model = modelOf(spec);
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
        model.pooling,
        ...['--ctx-size', '--batch-size', '--ubatch-size'].flatMap((flag) => [flag, '2048']),
      ],
      cache,
    });
    const { alias, dimensions, prefixes } = model;
    this.embeddings = { servers, model: alias, dimensions, prefixes };
  }
}
