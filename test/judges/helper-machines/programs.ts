import { join } from 'node:path';
import { program } from '../sops/programs';
import { checkout } from '../tree/checkout';
import { goProgram } from '../tree/go-program';

export interface HelperPrograms {
  /** Compose's own library before a file. */
  compose: string;
  age: string;
  ageKeygen: string;
}

/** All from published modules, pinned by a go.sum each. */
export function programs(): HelperPrograms {
  const sops = join(checkout(), 'test', 'judges', 'sops');
  return {
    compose: goProgram({ folder: 'helper-machines/compose', package: '.', name: 'compose' }),
    age: program('age', sops),
    ageKeygen: program('age-keygen', sops),
  };
}
