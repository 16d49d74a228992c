import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { suggestion } from './nearest';
import type { RackObject, RackView } from './rack-view';
import { referencesOf } from './reference-sites';
import type { Rule, RuleHit } from './rule';

export const hostListened: Rule = {
  id: 'references/hostname',
  level: 'error',
  why: 'A route for a host that no listener of its gateway has is attached to nothing: the gateway answers 404.',
  fixHint: 'name a host below the domain of the listener',
  exceptable: true,
  check: (view) =>
    ['HTTPRoute', 'GRPCRoute', 'TLSRoute']
      .flatMap((kind) => view.ofKind(kind))
      .flatMap((route) => {
        const listened = recordsOf(route.spec.parentRefs).flatMap((parent) => listenersOf(parent, route, view));
        if (listened.length === 0 || listened.some((host) => host === undefined)) return [];
        const hosts = listened.flatMap((host) => host ?? []);
        const asked = Array.isArray(route.spec.hostnames) ? route.spec.hostnames.map(String) : [];
        return asked.flatMap((host, i): RuleHit[] =>
          hosts.some((listener) => covers(listener, host))
            ? []
            : [
                {
                  object: route.id,
                  path: `spec.hostnames[${i}]`,
                  message: `serves ${host}, and its gateway listens for ${hosts.join(' and ')}`,
                  fix: suggestion(host, hosts),
                },
              ],
        );
      }),
};

/** Hosts of the listeners that a route attaches to; undefined for one that takes every host. */
function listenersOf(parent: Record<string, unknown>, route: RackObject, view: RackView): (string | undefined)[] {
  const gateway = view.find('Gateway', textOf(parent.namespace) ?? route.namespace, String(parent.name))?.object;
  const section = textOf(parent.sectionName);
  return recordsOf(gateway?.spec.listeners)
    .filter(({ name }) => section === undefined || name === section)
    .map(({ hostname }) => textOf(hostname));
}

function covers(listener: string, host: string): boolean {
  if (!listener.startsWith('*.'))
    return listener === host || (host.startsWith('*.') && listener.endsWith(host.slice(1)));
  return host.endsWith(listener.slice(1)) && host.length > listener.length - 1;
}

export const certificateUsed: Rule = {
  id: 'references/idle-certificate',
  level: 'error',
  why: 'A certificate in another Secret than the mounted one is renewed without effect, while the mounted one expires.',
  fixHint: 'name the Secret that the program mounts',
  exceptable: true,
  check: (view) => {
    const used = new Set(
      referencesOf(view)
        .filter(({ kind }) => kind === 'Secret')
        .map(({ namespace, name }) => `${namespace}/${name}`),
    );
    return view.ofKind('Certificate').flatMap(({ id, namespace, spec, group }): RuleHit[] => {
      const name = textOf(spec.secretName) ?? '';
      if (group !== 'cert-manager.io' || used.has(`${namespace}/${name}`)) return [];
      return [
        { object: id, path: 'spec.secretName', message: `goes to Secret ${namespace}/${name}, which nothing reads` },
      ];
    });
  },
};

export const certificateNames: Rule = {
  id: 'references/certificate-names',
  level: 'error',
  why: 'Clients refuse a certificate that does not bear the name they asked for.',
  fixHint: 'name the Service that the pods with this certificate stand behind',
  exceptable: true,
  check: (view) =>
    view.ofKind('Certificate').flatMap(({ id, namespace, spec }) => {
      const names = Array.isArray(spec.dnsNames) ? spec.dnsNames.map(String) : [];
      return names.flatMap((name, i): RuleHit[] => {
        const [, service, home] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/.exec(name) ?? [];
        if (service === undefined || home === undefined) return [];
        if (home === namespace && view.find('Service', home, service)) return [];
        return [
          {
            object: id,
            path: `spec.dnsNames[${i}]`,
            message: `bears ${name}, and there is no Service ${service} in namespace ${namespace}`,
            fix: suggestion(service, view.namesOf('Service', namespace)),
          },
        ];
      });
    }),
};

export const rootIssued: Rule = {
  id: 'references/authority',
  level: 'error',
  why: 'An issuer signs with the key of a Secret; without the certificate that fills it nothing is ever signed.',
  fixHint: 'keep the Certificate whose secretName the issuer names',
  exceptable: true,
  check: (view) =>
    [...view.ofKind('ClusterIssuer'), ...view.ofKind('Issuer')].flatMap(
      ({ id, namespace = 'cert-manager', spec }): RuleHit[] => {
        const name = textOf(recordOf(spec.ca).secretName);
        if (name === undefined) return [];
        const isFilled =
          view.ofKind('Certificate').some((each) => each.namespace === namespace && each.spec.secretName === name) ||
          view.secrets.some((each) => each.namespace === namespace && each.name === name);
        return isFilled
          ? []
          : [
              {
                object: id,
                path: 'spec.ca.secretName',
                message: `signs with Secret ${namespace}/${name}, which no Certificate fills`,
              },
            ];
      },
    ),
};

export const publishedRules: readonly Rule[] = [hostListened, certificateUsed, certificateNames, rootIssued];
