import type { BootstrapInput, Step } from './step';

/** The way of people in: a name for the address of the gateway, and who signs in first. */
export function openIt({ rack, hosts, administrators }: BootstrapInput): Step[] {
  const [first] = hosts;
  if (first === undefined) return [];
  const { network, certificates, name } = rack;
  const address = network.loadBalancers.first;
  const byOwnCa = certificates.acme === undefined;
  const logins = administrators.map(
    ({ app, login }) => `${app} as \`${login.endsWith('@') ? login + network.domain : login}\``,
  );
  return [
    {
      title: 'Open it',
      why:
        `Tell the DNS of your network that \`*.${network.domain}\`, or each of ${hosts.join(', ')}, is ${address}: ` +
        `docs/runbooks-${name}/lan-dns-and-ca.md says where. ` +
        (byOwnCa ? 'Browsers warn until they trust the CA of the rack, which the same page hands out. ' : '') +
        (logins.length > 0 ? `Sign in to ${logins.join(' and ')}, with the password that its command prints.` : ''),
      commands: administrators.map(
        ({ namespace, secret, key }) =>
          `kubectl --namespace ${namespace} get secret ${secret} --output jsonpath='{.data.${key}}' | base64 --decode; echo`,
      ),
      proof: [
        `curl --silent --show-error ${byOwnCa ? '--insecure ' : ''}--output /dev/null --resolve ${first}:443:${address} https://${first}/`,
        `getent ahosts ${first} | grep --quiet --fixed-strings --word-regexp ${address}`,
      ],
      sees: `no output: the gateway answers at ${address}, and the name leads there. https://${first} opens in a browser.`,
    },
  ];
}
