/** A run of addresses of one family; both ends belong to it. */
export interface AddressRange<Address extends number | bigint> {
  first: Address;
  last: Address;
}

export function contains<Address extends number | bigint>(
  outer: AddressRange<Address>,
  inner: AddressRange<Address> | Address,
): boolean {
  const { first, last } = typeof inner === 'object' ? inner : { first: inner, last: inner };
  return outer.first <= first && last <= outer.last;
}

export function overlaps<Address extends number | bigint>(
  one: AddressRange<Address>,
  other: AddressRange<Address>,
): boolean {
  return one.first <= other.last && other.first <= one.last;
}
