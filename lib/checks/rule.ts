import type { Level } from '../facts/finding';
import type { RackView } from './rack-view';

/** What a rule found: an object, a place in it and what is wrong there. Rule and level are the rule's own. */
export interface RuleHit {
  /** `objectId`, or the path of a file when it is no object. */
  object: string;
  /** Field in the object. @default - the whole object */
  path?: string;
  /** What was wrong, with the value received and what is allowed. */
  message: string;
  /** What to do about it. @default - the rule's fixHint */
  fix?: string;
}

export interface RuleInfo {
  /** Stable id, `family/what`: people except it, scripts parse it. */
  id: string;
  level: Level;
  /** What goes wrong on the cluster when it is broken. */
  why: string;
  /** What to do about any of its findings; one that knows better says so itself. */
  fixHint?: string;
  /** Whether an object may break it with a reason. Not where the API server or another object would break in turn. */
  exceptable: boolean;
  /** The rack file may accept it of an object that it names, never of all: the next one would slip in. @default false */
  acceptedOneByOne?: boolean;
  /** Only who maintains Rackwright itself can act on it, so nobody else is told. @default false */
  forMaintainers?: boolean;
}

/** One thing that can be wrong with a rack, checked on the plain objects and nothing else. */
export interface Rule extends RuleInfo {
  /**
   * It looks at each of `view.objects` by itself and at nothing else of the view, so it may be given fewer of them.
   *
   * @default false
   */
  ofOneObject?: boolean;
  check(view: RackView): RuleHit[];
}
