import type { ContainerProps } from '../../kit/container';
import { logPlugin } from '../../kit/panel-queries';
import type { LogPlugin } from '../../kit/peers';
import { s3Curl, shellScript, webCurl } from '../../kit/script-text';

/** Where Grafana looks for plugins. */
export const pluginFolder = '/var/lib/grafana/plugins';
/** Programs for every architecture and the pages, unpacked. */
export const pluginRoom = '512Mi';

/** Brings the plugin before Grafana starts, which reads plugins at no other time. */
export function fetchesPlugin({ url, sha256, account }: LogPlugin): Omit<ContainerProps, 'ports' | 'scrape'> {
  return {
    image: 'grafana',
    command: ['sh', '/etc/grafana/plugin.sh'],
    env: {
      URL: url,
      SHA256: sha256,
      ...(account && { ACCESS_KEY_ID: account.accessKey, ACCESS_SECRET_KEY: account.secretKey }),
    },
    cpu: '50m',
    memory: '128Mi',
    mounts: { [pluginFolder]: 'plugins' },
    scratch: { '/tmp': '256Mi' },
  };
}

/** Gives up after five minutes: dashboards without logs are better than none. */
export const pluginSh = ({ account }: LogPlugin): string =>
  shellScript(
    `folder=${pluginFolder}`,
    'end=$(($(date +%s) + 300))',
    `until [ -d "$folder/${logPlugin}" ]; do`,
    '  if [ "$(date +%s)" -gt "$end" ]; then',
    '    echo "no plugin of that hash came: Grafana starts without logs"',
    '    exit 0',
    '  fi',
    `  if ${account ? s3Curl(account.region) : webCurl} \\`,
    '    --connect-timeout 10 --max-time 200 --output /tmp/plugin.tar.gz "$URL" \\',
    '    && echo "$SHA256  /tmp/plugin.tar.gz" | sha256sum -c -s; then',
    '    tar -xzf /tmp/plugin.tar.gz -C "$folder"',
    '  else',
    '    sleep 15',
    '  fi',
    'done',
  );
