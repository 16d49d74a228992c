import { isIpv4 } from '../formats';

/** An address as one number, with its width in bits. */
function numberOf(address: string): { value: bigint; bits: number } {
  if (isIpv4(address))
    return { value: address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n), bits: 32 };
  const [head = '', tail] = address.split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  const value = [...first, ...zeros, ...last].reduce((sum, part) => sum * 65_536n + BigInt(`0x${part || '0'}`), 0n);
  return { value, bits: 128 };
}

/** Whether the second CIDR is a strictly smaller part of the first. Both must be valid, without embedded IPv4. */
export function contains(outer: string, inner: string): boolean {
  const [outerAddress = '', outerLength = ''] = outer.split('/');
  const [innerAddress = '', innerLength = ''] = inner.split('/');
  const [whole, part] = [numberOf(outerAddress), numberOf(innerAddress)];
  if (whole.bits !== part.bits || Number(innerLength) <= Number(outerLength)) return false;
  const shift = BigInt(whole.bits - Number(outerLength));
  return whole.value >> shift === part.value >> shift;
}
