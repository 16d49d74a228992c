import { isRecord, recordOf, recordsOf, textOf } from '../manifest/field-path';
import { contains } from '../units/ranges';
import { parseCidr, parseIpv4, parseIpv4Range } from '../units/ipv4';
import type { RackObject } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { ownTexts } from './told/told-texts';

export const notForEverybody: Rule = {
  id: 'network/open',
  level: 'error',
  why: 'A rule that names nobody lets everybody in: every pod of the rack, and who takes one over.',
  fixHint: 'name the pods that connect, by namespace and label',
  exceptable: true,
  check: (view) => [
    ...view.policies.flatMap(({ id, spec }) =>
      recordsOf(spec.ingress).flatMap(({ from }, i): RuleHit[] => {
        const everybody = from === undefined || recordsOf(from).some((peer) => isEverybody(peer));
        return everybody ? [{ object: id, path: `spec.ingress[${i}]`, message: 'lets everybody in' }] : [];
      }),
    ),
    ...view.ciliumPolicies.flatMap(({ id, spec }) =>
      recordsOf(spec.ingress).flatMap(({ fromEntities }, i): RuleHit[] => {
        const open = (Array.isArray(fromEntities) ? fromEntities : []).filter((each) =>
          /^(all|world(-ipv[46])?)$/.test(String(each)),
        );
        if (open.length === 0) return [];
        return [
          { object: id, path: `spec.ingress[${i}].fromEntities`, message: `lets ${open.map(String).join(' and ')} in` },
        ];
      }),
    ),
  ],
};

/** A selector of all namespaces without one of pods, or every address there is. */
function isEverybody({ namespaceSelector, podSelector, ipBlock }: Record<string, unknown>): boolean {
  const isEmpty = (selector: unknown) => isRecord(selector) && Object.keys(selector).length === 0;
  if (isRecord(ipBlock)) return ['0.0.0.0/0', '::/0'].includes(String(ipBlock.cidr)) && ipBlock.except === undefined;
  return isEmpty(namespaceSelector) && (podSelector === undefined || isEmpty(podSelector));
}

const wantedAddresses = 'lbipam.cilium.io/ips';

export const inAPool: Rule = {
  id: 'network/address-pool',
  level: 'error',
  why: 'An address that no pool has is given to nobody: the Service stays without one, and what people open does not answer.',
  fixHint: 'ask for an address of a CiliumLoadBalancerIPPool',
  exceptable: true,
  check: (view) => {
    const pools = view.ofKind('CiliumLoadBalancerIPPool');
    if (pools.length === 0) return [];
    return view.objects.flatMap((object): RuleHit[] => {
      const asked = asking(object);
      if (!asked) return [];
      const outside = asked.text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => parseIpv4(each) !== undefined && !pools.some((pool) => holds(pool, each)));
      if (outside.length === 0) return [];
      return [{ object: object.id, path: asked.path, message: `asks for ${outside.join(', ')}, which no pool has` }];
    });
  },
};

function asking({ kind, annotations, spec }: RackObject): { path: string; text: string } | undefined {
  const ofGateway = recordOf(recordOf(spec.infrastructure).annotations)[wantedAddresses];
  const [path, text] =
    kind === 'Gateway'
      ? [`spec.infrastructure.annotations["${wantedAddresses}"]`, ofGateway]
      : [`metadata.annotations["${wantedAddresses}"]`, annotations[wantedAddresses]];
  return textOf(text) === undefined ? undefined : { path, text: String(text) };
}

function holds({ spec }: RackObject, address: string): boolean {
  const wanted = parseIpv4(address)!;
  return recordsOf(spec.blocks).some(({ cidr, start, stop }) => {
    const range =
      textOf(cidr) !== undefined
        ? parseCidr(String(cidr))
        : parseIpv4Range(`${String(start)}-${String(stop ?? start)}`);
    // A block that cannot be read here, such as one of IPv6, may hold anything.
    return range === undefined || contains(range, wanted);
  });
}

export const everyMember: Rule = {
  id: 'told/members',
  level: 'error',
  why: 'A server that is told of fewer members than its set has leaves one out, and of more waits for one that never comes.',
  fixHint: 'name members 0 to replicas - 1',
  exceptable: true,
  check: (view) =>
    view.workloads
      .filter(({ kind }) => kind === 'StatefulSet')
      .flatMap((set) => {
        const members = new RegExp(`(?:^|[/,=])${set.name}-\\{0\\.\\.\\.(\\d+)\\}\\.`);
        return view.workloads
          .filter(({ namespace }) => namespace === set.namespace)
          .flatMap(({ id, containers }) =>
            containers.flatMap((placed) =>
              ownTexts(placed, id).flatMap(({ path, text }): RuleHit[] => {
                const found = members.exec(text);
                const named = found ? Number(found[1]) + 1 : set.replicas;
                if (named === set.replicas) return [];
                return [
                  {
                    object: id,
                    path,
                    message: `is told of ${named} members of ${set.id}, which has ${set.replicas}`,
                  },
                ];
              }),
            ),
          );
      }),
};

export const reachableRules: readonly Rule[] = [notForEverybody, inAPool];
export const memberRules: readonly Rule[] = [everyMember];
