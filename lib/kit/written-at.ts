import type { Construct, IConstruct } from 'constructs';
import type { WrittenPlace } from '../manifest/written-place';

type PlaceOf = (error: unknown) => WrittenPlace | undefined;

const key = 'rackwright/written-at';

/** Lets what is built below an owner's app know its line. @param placeOf where in the owner's file an error came from */
export function knowPlaces(scope: Construct, placeOf: PlaceOf): void {
  scope.node.setContext(key, placeOf);
}

/** The line of an owner's file that runs now; undefined in an app that comes with Rackwright. */
export function writtenAt(scope: Construct): WrittenPlace | undefined {
  const placeOf = scope.node.tryGetContext(key) as PlaceOf | undefined;
  return placeOf?.(new Error());
}

/** The line that made a construct, or the nearest that it stands in. */
export function placeOfConstruct(construct: IConstruct): WrittenPlace | undefined {
  return construct.node.scopes
    .flatMap((each) => ('written' in each ? [each.written as WrittenPlace | undefined] : []))
    .findLast((each) => each !== undefined);
}
