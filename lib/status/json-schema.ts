import * as z from 'zod';
import { statusDocument } from './report';

/** JSON Schema of what `rackwright status --json` prints. */
export function statusJsonSchema(): object {
  return { title: 'What rackwright status --json prints', ...z.toJSONSchema(statusDocument) };
}
