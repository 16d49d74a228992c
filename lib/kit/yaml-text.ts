import { stringify } from 'yaml';

/** Text of a YAML configuration file; JSON is YAML too, but nobody wants to read it in a review. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
