import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { when } from '../../kit/contract';
import type { ModelFile } from '../../kit/model-files';
import { ModelCache, type ModelSource, type S3Bucket, S3ObjectStore } from '../../kit/peers';
import { type OutsidePort, describePort, worldAt } from '../../kit/ports';
import { s3Curl, shellScript } from '../../kit/script-text';
import { isStandard, sizeField } from '../../kit/size';
import { Workload } from '../../kit/workload';
import { url } from '../../units/fields';

const namespace = 'ml';

export const modelCache = app({
  name: 'model-cache',
  area: 'ml',
  summary: 'Model files, fetched once, verified, and kept in the object store',
  spec: z.strictObject({
    size: sizeField,
    mirror: url
      .optional()
      .describe(
        'a folder of the web that holds the model files by name, in place of their publishers, your own among them',
      ),
  }),
  small: {},
  needs: { objects: when(isStandard, S3ObjectStore) },
  offers: [ModelCache],
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { spec, objects }) => new Models(scope, objects?.bucket('models', namespace), spec.mirror),
  whenAllBuilt: (built) => built.fetchAll(),
});

/**
 * An object is only put under the hash it was verified against, so what is found there may be taken as verified. Without
 * an object store each server fetches its file from its publisher, and again whenever it moves to another blade.
 */
class Models extends Construct implements ModelCache {
  private readonly wanted = new Map<string, ModelFile>();

  constructor(
    scope: Construct,
    private readonly bucket?: S3Bucket,
    private readonly mirror?: string,
  ) {
    super(scope, 'models');
  }

  source(model: ModelFile, consumerNamespace: string): ModelSource {
    if (consumerNamespace !== namespace) throw new Error(`model servers live in namespace ${namespace}`);
    if (!this.bucket) return { port: this.portOf(model), url: this.originOf(model) };
    this.wanted.set(model.sha256, model);
    const { port, accessKey, secretKey, region } = this.bucket;
    return { port, url: urlIn(this.bucket, model), account: { accessKey, secretKey, region } };
  }

  /** One Job for all files; another list of files is another Job. */
  fetchAll(): void {
    const { bucket } = this;
    const models = [...this.wanted.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
    if (!bucket || models.length === 0) return;
    const allBytes = models.reduce((sum, { bytes }) => sum + bytes, 0);
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'model-fetch',
      tier: 'batch',
      user: { uid: 10_001, gid: 10_001 },
      config: {
        'fetch.sh': fetchSh(bucket.region),
        models: models
          .map(
            (model) =>
              `${[`sha256:${model.sha256}`, model.file, model.bytes, urlIn(bucket, model), this.originOf(model)].join(' ')}\n`,
          )
          .join(''),
      },
      containers: {
        fetch: {
          image: 'llama-cpp',
          command: ['sh', '/etc/model-fetch/fetch.sh'],
          env: { ACCESS_KEY_ID: bucket.accessKey, ACCESS_SECRET_KEY: bucket.secretKey },
          cpu: '100m',
          memory: '256Mi',
          // What is cut off waits beside the others, and a file carried by hand lies there besides.
          scratch: { '/tmp': `${Math.ceil((allBytes * 2.05) / 1024 ** 3)}Gi` },
        },
      },
    });
    job.connectsTo(
      bucket.port,
      ...new Map(models.map((model) => this.portOf(model)).map((port) => [describePort(port), port])).values(),
    );
  }

  /** Publishers hand out large files from hosts whose names change; what counts is the hash. */
  private portOf(model: ModelFile): OutsidePort {
    const port = worldAt(this.originOf(model));
    const isPublisher = this.mirror === undefined && port.port === 443 && 'dnsName' in port.to;
    return isPublisher ? { kind: 'outside', to: { entity: 'world' }, port: 443, protocol: 'TCP' } : port;
  }

  private originOf({ file, url }: ModelFile): string {
    return this.mirror === undefined ? url : `${this.mirror.replace(/\/$/, '')}/${file}`;
  }
}

function urlIn({ endpoint, bucket }: S3Bucket, { sha256, file }: ModelFile): string {
  return `${endpoint}/${bucket}/${sha256}/${file}`;
}

/**
 * Tries every missing file in turn until all are there: one that nobody hands out keeps no other from coming. A file that
 * somebody has put beside the script's own, `/tmp/<name>.carried`, is taken in place of the publisher's.
 */
export const fetchSh = (region: string): string =>
  shellScript(
    `s3() { ${s3Curl(region)} --connect-timeout 10 "$@"; }`,
    'is_whole() { [ -f "$1" ] && echo "$2  $1" | sha256sum --check --status; }',
    'download() {',
    '  status=0',
    '  curl --fail --silent --show-error --location --connect-timeout 10 --speed-limit 1000 --speed-time 60 \\',
    '    --continue-at - --output "$1" "$2" || status=$?',
    '  # A server that cannot go on in the middle (33), or has no more bytes to give, is asked for all of it.',
    '  if [ "$status" = 33 ]; then rm -f "$1"; fi',
    '}',
    'obtain() {',
    '  part="/tmp/$2.part"',
    '  if is_whole "/tmp/$2.carried" "$1"; then mv "/tmp/$2.carried" "$part"; fi',
    '  if ! is_whole "$part" "$1"; then download "$part" "$5"; fi',
    '  if is_whole "$part" "$1"; then',
    '    s3 --upload-file "$part" "$4" && rm -f "$part"',
    '  else',
    '    if [ -f "$part" ] && [ "$(wc -c < "$part")" -ge "$3" ]; then',
    '      echo "$2 is not what its hash says: fetched again"',
    '      rm -f "$part"',
    '    fi',
    '    return 1',
    '  fi',
    '}',
    'missing=all',
    'while [ -n "$missing" ]; do',
    '  missing=',
    '  while read -r digest file bytes cached origin; do',
    '    if s3 --head --output /dev/null "$cached" 2> /dev/null; then continue; fi',
    '    obtain "${digest#sha256:}" "$file" "$bytes" "$cached" "$origin" || missing="$missing $file"',
    '  done < /etc/model-fetch/models',
    '  if [ -n "$missing" ]; then echo "still missing:$missing"; sleep 60; fi',
    'done',
  );
