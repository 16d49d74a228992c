import { recordsOf, textOf } from '../../manifest/field-path';
import { parseImage } from '../../manifest/image-reference';
import type { PodGroup, RackView } from '../rack-view';
import { podsBehind, serviceAddresses } from '../told/addresses';
import type { StartNeed } from './start-needs';

/** Images that a registry of the rack itself hands out, by name or because it stands in for one of the world. */
export function imageNeeds(view: RackView): StartNeed[] {
  const mirrors = new Map(
    Object.entries(view.rack.mirrors).flatMap(([registry, url]): [string, readonly PodGroup[]][] => {
      const pods = podsAt(hostOf(url), view);
      return pods.length > 0 ? [[registry, pods]] : [];
    }),
  );
  return view.workloads.flatMap(({ id, containers }) =>
    containers.flatMap(({ container, path }): StartNeed[] => {
      const { repository } = parseImage(textOf(container.image) ?? '');
      const [registry = ''] = repository.split('/');
      const pods = mirrors.get(registry) ?? podsAt(registry, view);
      return pods.map((on) => ({
        ...{ from: id, on: on.id, why: `its image from ${registry}`, object: id, path: `${path}.image` },
      }));
    }),
  );
}

function hostOf(url: string): string {
  return /^(?:[a-z]+:\/\/)?([^/]+)/.exec(url)?.[1] ?? url;
}

/** Pods behind a host: a Service by its name or address, or a route of the rack's own domain. */
function podsAt(host: string, view: RackView): readonly PodGroup[] {
  const direct = serviceAddresses(host, view).flatMap(({ service }) => [...podsBehind(service, view)]);
  if (direct.length > 0) return direct;
  const name = host.replace(/:\d+$/, '');
  return ['HTTPRoute', 'TLSRoute']
    .flatMap((kind) => view.ofKind(kind))
    .filter(({ spec }) => Array.isArray(spec.hostnames) && spec.hostnames.includes(name))
    .flatMap((route) =>
      recordsOf(route.spec.rules).flatMap((rule) =>
        recordsOf(rule.backendRefs).flatMap((backend) => {
          const service = view.find('Service', textOf(backend.namespace) ?? route.namespace, String(backend.name));
          return service ? [...podsBehind(service, view)] : [];
        }),
      ),
    );
}
