import type { SecretDeclaration } from '../facts/secret-declaration';
import type { RackSpec } from '../rack-file/rack';

/** Folder of Secrets that only a person at the desk uses. No such namespace is in the cluster. */
export const deskNamespace = 'desk';

const name = 'switches';

/** Controllers whose ports `rackwright power` may switch, each once. */
export function controllersOf({ switches }: Pick<RackSpec, 'switches'>): string[] {
  const urls = Object.values(switches).flatMap(({ control, unifi }) => (control && unifi !== undefined ? [unifi] : []));
  return [...new Set(urls)].sort();
}

/** Key of the Secret that holds the API key of a controller. */
export function controllerKey(rack: Pick<RackSpec, 'switches'>, controller: string): { id: string; key: string } {
  return { id: `${deskNamespace}/${name}`, key: `api-key-${controllersOf(rack).indexOf(controller)}` };
}

/**
 * What the desk needs and no pod may have: they lie sealed beside the others in `secrets/<rack>/` and are never copied to
 * `dist/`, since anyone with the key of the switch can cut the power of every blade.
 */
export function deskSecrets(rack: Pick<RackSpec, 'switches'>): SecretDeclaration[] {
  const controllers = controllersOf(rack);
  if (controllers.length === 0) return [];
  const keys = controllers.map((url) => {
    const hint = `API key of ${url} for npx rackwright power (UniFi: Settings, Control Plane, Integrations); Network 9.0.114 or newer`;
    return [controllerKey(rack, url).key, { make: 'ask' as const, hint }];
  });
  return [
    { namespace: deskNamespace, name, app: 'rackwright power', keys: Object.fromEntries(keys), restarts: [] },
  ];
}
