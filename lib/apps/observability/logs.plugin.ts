import { basename } from 'node:path/posix';
import { Construct } from 'constructs';
import type { LogPlugin, S3Bucket } from '../../kit/peers';
import { world } from '../../kit/ports';
import { s3Curl, shellScript } from '../../kit/script-text';
import { Workload } from '../../kit/workload';

const namespace = 'monitoring';
const name = 'log-plugin';

/**
 * The release of VictoriaMetrics/victorialogs-datasource with its programs for every architecture. The hash is one that a
 * public repository pins; the publisher states SHA-1 alone.
 */
const release = {
  url: 'https://github.com/VictoriaMetrics/victorialogs-datasource/releases/download/v0.31.0/victoriametrics-logs-datasource-v0.31.0.tar.gz',
  sha256: '6b6d7b27354ad972946318aac2a54f04363375e7cd5d1cad9d3bb74d00eb970b',
};

/** Where the address of a release leads on to. */
const hosts = ['github.com', 'release-assets.githubusercontent.com'];

/**
 * What Grafana asks VictoriaLogs with, which Grafana's image lacks: fetched once, verified, and kept in the object store, so
 * that a server of Grafana starts without the internet. Without a store each start asks the publisher.
 */
export class FetchedLogPlugin extends Construct implements LogPlugin {
  readonly sha256 = release.sha256;
  readonly url: string;
  readonly ports: LogPlugin['ports'];
  readonly account: LogPlugin['account'];

  constructor(scope: Construct, bucket?: S3Bucket) {
    super(scope, name);
    if (!bucket) {
      this.url = release.url;
      this.ports = hosts.map((host) => world(host));
      return;
    }
    const { port, endpoint, region, accessKey, secretKey } = bucket;
    // What is found there was verified, and Grafana verifies it again.
    this.url = `${endpoint}/${bucket.bucket}/${basename(release.url)}`;
    this.ports = [port];
    this.account = { accessKey, secretKey, region };
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name,
      tier: 'batch',
      user: { uid: 10_001, gid: 10_001 },
      config: { 'fetch.sh': fetchSh(region) },
      containers: {
        fetch: {
          image: 'grafana',
          command: ['sh', `/etc/${name}/fetch.sh`],
          env: {
            ACCESS_KEY_ID: accessKey,
            ACCESS_SECRET_KEY: secretKey,
            KEPT: this.url,
            ORIGIN: release.url,
            SHA256: release.sha256,
          },
          cpu: '20m',
          memory: '64Mi',
          scratch: { '/tmp': '512Mi' },
        },
      },
    });
    job.connectsTo(port, ...hosts.map((host) => world(host)));
  }
}

/** Waits for the store and the internet as long as it takes. */
export const fetchSh = (region: string): string =>
  shellScript(
    `s3() { ${s3Curl(region)} --connect-timeout 10 "$@"; }`,
    'until s3 --head --output /dev/null "$KEPT" 2> /dev/null; do',
    '  curl --fail --silent --show-error --location --connect-timeout 10 --speed-limit 1000 --speed-time 60 \\',
    '    --output /tmp/plugin.tar.gz "$ORIGIN" || true',
    '  if echo "$SHA256  /tmp/plugin.tar.gz" | sha256sum -c -s; then',
    '    s3 --upload-file /tmp/plugin.tar.gz "$KEPT" || sleep 60',
    '  else',
    '    echo "no plugin of that hash came: asked again in a minute"',
    '    sleep 60',
    '  fi',
    'done',
  );
