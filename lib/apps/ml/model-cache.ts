import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import type { ModelFile } from '../../kit/model-files';
import { ModelCache, type ModelSource, type S3Bucket, S3ObjectStore } from '../../kit/peers';
import { s3Curl, shellScript } from '../../kit/script-text';
import { Workload } from '../../kit/workload';

const namespace = 'ml';

export const modelCache = app({
  name: 'model-cache',
  area: 'ml',
  summary: 'Model files, fetched once, verified, and kept in the object store',
  spec: z.strictObject({}),
  needs: { objects: S3ObjectStore },
  offers: [ModelCache],
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { objects }) => new Models(scope, objects.bucket('models', namespace)),
  whenAllBuilt: (built) => built.fetchAll(),
});

/** An object is only put under the hash it was verified against, so whoever finds it there may take it as verified. */
class Models extends Construct implements ModelCache {
  private readonly wanted = new Map<string, ModelFile>();

  constructor(
    scope: Construct,
    private readonly bucket: S3Bucket,
  ) {
    super(scope, 'models');
  }

  source(model: ModelFile, consumerNamespace: string): ModelSource {
    if (consumerNamespace !== namespace) throw new Error(`model servers live in namespace ${namespace}`);
    this.wanted.set(model.sha256, model);
    const { port, accessKey, secretKey } = this.bucket;
    return { port, url: this.urlOf(model), accessKey, secretKey };
  }

  /** One Job for all files; another list of files is another Job. */
  fetchAll(): void {
    const models = [...this.wanted.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
    if (models.length === 0) return;
    const largestBytes = Math.max(...models.map(({ bytes }) => bytes));
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'model-fetch',
      tier: 'batch',
      user: { uid: 10_001, gid: 10_001 },
      config: {
        'fetch.sh': fetchSh,
        models: models.map((model) => `sha256:${model.sha256} ${this.urlOf(model)} ${model.url}\n`).join(''),
      },
      containers: {
        fetch: {
          image: 'llama-cpp',
          command: ['sh', '/etc/model-fetch/fetch.sh'],
          env: { ACCESS_KEY_ID: this.bucket.accessKey, ACCESS_SECRET_KEY: this.bucket.secretKey },
          cpu: '100m',
          memory: '256Mi',
          scratch: { '/tmp': `${Math.ceil((largestBytes * 1.05) / 1024 ** 3)}Gi` },
        },
      },
    });
    // Publishers hand out large files from hosts whose names change; what counts is the hash.
    job.connectsTo(this.bucket.port, { kind: 'outside', to: { entity: 'world' }, port: 443, protocol: 'TCP' });
  }

  private urlOf({ sha256, file }: ModelFile): string {
    return `${this.bucket.endpoint}/${this.bucket.bucket}/${sha256}/${file}`;
  }
}

const fetchSh = shellScript(
  `s3() { ${s3Curl} "$@"; }`,
  'while read -r digest cached origin; do',
  '  if s3 --head --output /dev/null "$cached" 2> /dev/null; then continue; fi',
  '  curl --fail --silent --show-error --location --retry 5 --output /tmp/model "$origin"',
  '  echo "$(echo "$digest" | cut -d: -f2)  /tmp/model" | sha256sum --check --quiet',
  '  s3 --upload-file /tmp/model "$cached"',
  '  rm /tmp/model',
  'done < /etc/model-fetch/models',
);
