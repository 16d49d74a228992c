import { recordOf, textOf } from '../manifest/field-path';
import { parseDuration } from '../units/duration';
import type { Rule, RuleHit } from './rule';

export const authoritySigns: Rule = {
  id: 'references/no-authority',
  level: 'error',
  why: 'An issuer signs with the certificate of its Secret: one that is no authority signs what no client believes.',
  fixHint: 'set isCA: true on the Certificate of that Secret',
  exceptable: false,
  check: (view) =>
    [...view.ofKind('Issuer'), ...view.ofKind('ClusterIssuer')].flatMap((issuer) => {
      const secret = textOf(recordOf(issuer.spec.ca).secretName);
      const home = issuer.kind === 'Issuer' ? issuer.namespace : 'cert-manager';
      return view
        .ofKind('Certificate')
        .filter(({ namespace, spec }) => namespace === home && spec.secretName === secret && spec.isCA !== true)
        .map(({ id }) => ({
          object: id,
          path: 'spec.isCA',
          message: `is no authority, and ${issuer.id} signs with it`,
        }));
    }),
};

/** What cert-manager makes of a Certificate that states none, in hours. */
const defaultHours = 2160;

export const renewedInTime: Rule = {
  id: 'references/renewal',
  level: 'error',
  why: 'A Certificate that would be renewed before it is made is refused by cert-manager: the Secret never comes, and its pod waits.',
  fixHint: 'let renewBefore be a third of duration',
  exceptable: false,
  check: (view) =>
    view.ofKind('Certificate').flatMap(({ id, group, spec }): RuleHit[] => {
      const before = hoursOf(spec.renewBefore);
      const all = spec.duration === undefined ? defaultHours : hoursOf(spec.duration);
      if (group !== 'cert-manager.io' || before === undefined || all === undefined || before < all) return [];
      return [
        {
          object: id,
          path: 'spec.renewBefore',
          message: `is renewed ${String(spec.renewBefore)} before it ends, and lasts ${String(spec.duration ?? `${defaultHours}h`)}`,
        },
      ];
    }),
};

function hoursOf(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
  return seconds === undefined ? undefined : seconds / 3600;
}

export const authorityRules: readonly Rule[] = [authoritySigns, renewedInTime];
