import { toYamlAsGiven } from './yaml';

/**
 * Every text that `yamlText` made in this process. What our own printer wrote is YAML: parsing it once more would
 * prove nothing and cost a tenth of a synth.
 */
const made = new Set<string>();

/** Text of a YAML configuration file; JSON is YAML too, but hard to review. */
export function yamlText(value: object): string {
  const text = toYamlAsGiven(value);
  made.add(text);
  return text;
}

/** Whether a text came out of `yamlText` whole and unchanged. */
export function isYamlText(text: string): boolean {
  return made.has(text);
}
