import { oncePer } from '../once-per';
import { textOf } from '../../manifest/field-path';
import { contains, parseCidr, parseIpv4 } from '../../units/ipv4';
import type { Known, RackObject, RackView } from '../rack-view';

/** Addresses that objects state for Services, as clients are told them: `10.96.0.11` of `data/Service/redis-0`. */
interface FixedAddresses {
  services: ReadonlyMap<string, Known>;
  /** Finds any of them in a text; absent where none is stated. */
  anyOf?: RegExp;
}

export interface FixedAddress {
  text: string;
  service: Known;
  port?: number;
}

/** Every stated address of a Service in a text; a port may follow after a colon, or as the next element of a list. */
export function fixedAddressesIn(text: string, view: RackView): FixedAddress[] {
  const { services, anyOf } = fixedAddresses(view);
  if (!anyOf) return [];
  return [...text.matchAll(anyOf)].flatMap(({ 0: address, index }): FixedAddress[] => {
    const service = services.get(address);
    const [, afterColon, inList] =
      portBehind.exec(text.slice(index + address.length, index + address.length + 40)) ?? [];
    if (!service) return [];
    if (afterColon !== undefined) return [{ text: `${address}:${afterColon}`, service, port: Number(afterColon) }];
    return [{ text: address, service, ...(inList !== undefined && { port: Number(inList) }) }];
  });
}

/** `10.96.0.11:26379`, `[fd00::b]:26379`, `"10.96.0.11", 26379`, and the same as elements of a list of YAML. */
const portBehind = /^\]?(?::(\d{2,5})\b|(?:["'],\s*|["']?\n\s*-\s+)(\d{2,5})\b)/;

/** Addresses of the network of the Services that no Service states: Kubernetes may give them to any. */
export function nobodysAddressesIn(text: string, view: RackView): string[] {
  const { services } = fixedAddresses(view);
  const network = servicesOf(view);
  if (services.size === 0 || !network) return [];
  // Talos gives the first address to the API server and the tenth to DNS.
  const taken = [network.first + 1, network.first + 10];
  return [...text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d/]|\.\d)/g)]
    .map(([found]) => found)
    .filter((found) => {
      const address = parseIpv4(found);
      if (address === undefined || services.has(found) || taken.includes(address)) return false;
      return contains(network, address) && address !== network.first;
    });
}

/** The stated addresses of a rack, for suggestions. */
export function statedAddresses(view: RackView): string[] {
  return [...fixedAddresses(view).services.keys()];
}

function servicesOf({ rack: { network } }: RackView) {
  return parseCidr(network.services);
}

const fixedAddresses = oncePer(collect);

function collect(view: RackView): FixedAddresses {
  const services = new Map(
    view.services.flatMap((service) => {
      const found = view.find('Service', service.namespace, service.name);
      return found ? addressesOf(service).map((address): [string, Known] => [address, found]) : [];
    }),
  );
  if (services.size === 0) return { services };
  const any = [...services.keys()].map((address) => address.replaceAll('.', '\\.')).join('|');
  return { services, anyOf: new RegExp(`(?<![\\w.:])(?:${any})(?![\\w]|\\.\\d|:[0-9a-f]*:)`, 'g') };
}

function addressesOf({ spec, annotations }: RackObject): string[] {
  const { clusterIP, clusterIPs, externalIPs, loadBalancerIP } = spec;
  const lists = [clusterIPs, externalIPs, textOf(annotations['lbipam.cilium.io/ips'])?.split(',')];
  return [clusterIP, loadBalancerIP, ...lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))]
    .flatMap((address) => textOf(address)?.trim() ?? [])
    .filter((address) => address !== 'None');
}
