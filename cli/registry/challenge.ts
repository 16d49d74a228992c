/** A `WWW-Authenticate` header: RFC 9110, 11.6.1, as far as registries use it. */
export interface Challenge {
  scheme: 'bearer' | 'basic';
  /** `realm`, `service`, `scope`. */
  parameters: Readonly<Record<string, string>>;
}

export function readChallenge(header: string | null): Challenge | undefined {
  const [, scheme = '', rest = ''] = /^\s*(bearer|basic)(?:\s+(.*))?$/is.exec(header ?? '') ?? [];
  if (scheme === '') return undefined;
  const pairs = [...rest.matchAll(/([a-z_]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi)];
  return {
    scheme: scheme.toLowerCase() as Challenge['scheme'],
    parameters: Object.fromEntries(
      pairs.map(([, key = '', quoted, bare = '']) => [key.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare]),
    ),
  };
}
