import type { Draft } from '../draft';
import type { Where } from '../where';
import type { Fault } from '../problem';

/** Checks what no single field can be checked for. Pure; whatever is broken in itself is absent from the draft. */
export type SpecRule = (rack: Draft, where: Where) => Fault[];
