import { goProgram } from '../tree/go-program';

/** Of the last version whose parts can all be had; the rack's image is some versions on. */
export function collectorProgram(): string {
  return goProgram({ folder: 'otel', package: './otelcol' });
}
