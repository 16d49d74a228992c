import { oncePer } from '../once-per';
import type { Known, PodGroup, RackView } from '../rack-view';
import { isHeadless, podsBehind, portsOf, serviceAddresses, targetOf } from './addresses';
import { type ToldText, toldTexts } from './told-texts';

/** An address of the rack that a program is told, and pods that answer there. */
export interface ToldConnection {
  client: PodGroup;
  server: PodGroup;
  port: number;
  /** The address as it stands. */
  text: string;
  /** The workload itself, or the ConfigMap that it mounts. */
  object: string;
  path: string;
}

/** Every connection that a program will make because it is told an address, once for each of its servers and ports. */
export const toldConnections: (view: RackView) => readonly ToldConnection[] = oncePer((view) => {
  const told = toldTexts(view);
  const groups = new Map(view.podGroups.map((group) => [group.id, group]));
  return view.workloads.flatMap((workload): ToldConnection[] => {
    const client = groups.get(workload.id);
    if (!client) return [];
    const said = new Set<string>();
    const texts = told.get(workload.id) ?? [];
    return texts.flatMap(({ object, path, text }) =>
      serviceAddresses(text, view).flatMap(({ text: address, service, port: stated }): ToldConnection[] => {
        const asked = stated ?? portBeside(path, texts) ?? onlyPortOf(service, view);
        if (asked === undefined) return [];
        return podsBehind(service, view).flatMap((server): ToldConnection[] => {
          const port = targetOf(service, asked, server);
          // A single pod talks to itself without any policy; members of a set do not.
          const isItself = server.id === client.id && workload.replicas < 2;
          if (port === undefined || isItself || said.has(`${server.id}|${port}`)) return [];
          said.add(`${server.id}|${port}`);
          return [{ client, server, port, text: address, object, path }];
        });
      }),
    );
  });
});

/** The port of a host that is told without one, as in PGHOST: where a Service has a single port, that is meant. */
function onlyPortOf(service: Known, view: RackView): number | undefined {
  const ports = isHeadless(service) ? [] : (portsOf(service, view) ?? []);
  return ports.length === 1 ? ports[0] : undefined;
}

/** `SENTINEL_HOSTS` has its port in `SENTINEL_PORT`, and `PGHOST` in `PGPORT`. */
function portBeside(path: string, texts: readonly ToldText[]): number | undefined {
  const variable = path.replace(/(?:HOSTS?|ADDRESS|ADDR|NODES)\]\.value$/, 'PORT].value');
  const port = variable === path ? undefined : texts.find((each) => each.path === variable)?.text;
  return port !== undefined && /^\d{2,5}$/.test(port) ? Number(port) : undefined;
}
