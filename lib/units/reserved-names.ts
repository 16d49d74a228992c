/** Names that RFC 2606 and RFC 6761 keep for examples and tests: nobody can ever own one, and none leads anywhere. */
const reserved = /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$/;

export function isReservedName(host: string): boolean {
  return reserved.test(host.toLowerCase());
}
