import { cachedRegistries } from '../rack-file/helper-machines';
import { type Part, type Place, published, service } from './part';

/**
 * A cache for each registry: it fetches what it does not have and keeps it. One address then asks Docker Hub once for each
 * image instead of once a blade, and a rack that lost the world still finds what it ran before.
 */
export function imageCaches({ helper, image }: Place): Part {
  const each = cachedRegistries.map(({ registry, upstream, port }) => {
    const name = `image-cache-${registry.replaceAll('.', '-')}`;
    const cache = service({
      image: image('registry'),
      environment: {
        REGISTRY_PROXY_REMOTEURL: upstream,
        // Without an end: what a rack pins it asks for again years later, on the blade that replaces a dead one.
        REGISTRY_PROXY_TTL: '0',
        OTEL_TRACES_EXPORTER: 'none',
      },
      ports: [published(helper, port, 5000)],
      volumes: [`${name}:/var/lib/registry`],
      mem_limit: '256m',
      healthcheck: {
        test: ['CMD', 'wget', '--quiet', '--spider', 'http://127.0.0.1:5000/v2/'],
        interval: '30s',
        timeout: '5s',
        retries: 3,
        start_period: '30s',
      },
    });
    return { name, cache };
  });
  return {
    services: Object.fromEntries(each.map(({ name, cache }) => [name, cache])),
    volumes: Object.fromEntries(each.map(({ name }) => [name, {}])),
  };
}
