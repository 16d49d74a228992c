import { documentsPort } from '../rack-file/helper-machines';
import { type Part, type Place, forShell, published, service } from './part';

/** Names in `.env` beside the compose file, with what an owner reads when they are missing. */
const keys = { DOCUMENTS_ACCESS_KEY_ID: 'ACCESS_KEY_ID', DOCUMENTS_SECRET_ACCESS_KEY: 'ACCESS_SECRET_KEY' } as const;

/**
 * A store with the interface of S3 before a plain folder. What the rack writes there is encrypted in its pod, so neither
 * this machine nor the network reads a document, and any rclone with the rack's two passwords opens the folder.
 */
export function documents({ helper, rack, image }: Place): Part {
  const script = [
    `mkdir -p /documents/${rack.name}`,
    `exec rclone serve s3 --addr :${documentsPort} --auth-key "$KEY_ID,$KEY" --vfs-cache-mode off /documents`,
  ].join('\n');
  return {
    services: {
      documents: service({
        image: image('rclone'),
        entrypoint: ['sh', '-ec', forShell(script)],
        environment: {
          KEY_ID: required('DOCUMENTS_ACCESS_KEY_ID'),
          KEY: required('DOCUMENTS_SECRET_ACCESS_KEY'),
          // No file: all that it needs is said above.
          RCLONE_CONFIG: '',
          HOME: '/tmp',
        },
        ports: [published(helper, documentsPort, documentsPort)],
        volumes: ['documents:/documents'],
        tmpfs: ['/tmp'],
        mem_limit: '512m',
        healthcheck: {
          test: ['CMD', 'nc', '-z', '127.0.0.1', String(documentsPort)],
          interval: '30s',
          timeout: '5s',
          retries: 3,
          start_period: '30s',
        },
      }),
    },
    volumes: { documents: {} },
  };
}

function required(name: keyof typeof keys): string {
  return `\${${name}:?in .env beside this file: the ${keys[name]} of Secret data/documents-on-helper}`;
}
