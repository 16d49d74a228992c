import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { modelFiles } from '../../kit/model-files';
import { ModelServer } from '../../kit/model-server';
import { ModelCache, RerankModel } from '../../kit/peers';

const namespace = 'ml';
const model = modelFiles['bge-reranker-v2-m3'];

export const rerankerSpec = z.strictObject({
  replicas: z.int().min(1).max(16).default(2).describe('servers; a single one is gone for as long as its blade is'),
  memory: atLeast('900Mi', 'the model is 607Mi').default('1280Mi').describe('memory of each server'),
});

export const reranker = app({
  name: 'reranker',
  area: 'ml',
  summary: 'Sorts retrieved passages by how well they answer, on llama.cpp',
  spec: rerankerSpec,
  needs: { cache: ModelCache },
  offers: [RerankModel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas }) => ({ bladesEach: replicas }),
  build: (scope, { spec, cache }) => new Reranker(scope, spec, cache),
});

export class Reranker extends Construct implements RerankModel {
  readonly reranker: RerankModel['reranker'];

  constructor(scope: Construct, { replicas, memory }: z.infer<typeof rerankerSpec>, cache: ModelCache) {
    super(scope, 'reranker');
    const { port, baseUrl } = new ModelServer(this, {
      namespace,
      name: 'reranker',
      model,
      replicas,
      cpu: '1000m',
      memory,
      args: ['--reranking', '--ctx-size', '2048', '--batch-size', '2048', '--ubatch-size', '2048'],
      cache,
    });
    this.reranker = { port, baseUrl, model: model.alias };
  }
}
