import { fieldAt } from '../manifest/field-path';
import type { Manifest } from '../manifest/manifest';
import type { RackView } from './rack-view';
import type { RuleHit } from './rule';

/** One field that a rack leans on, and what it may not say. */
export interface Setting {
  /** From the manifest, or from the part of it that is given. */
  path: string;
  isWrong(value: unknown, view: RackView): boolean;
  /** What comes of it, with the value where it helps. */
  says(value: unknown): string;
}

/** The settings that one object has wrong. @param at path of the part that the settings are read from */
export function wrongIn(
  { id, manifest, at = '' }: { id: string; manifest: Manifest; at?: string },
  settings: readonly Setting[],
  view: RackView,
): RuleHit[] {
  return settings.flatMap(({ path, isWrong, says }): RuleHit[] => {
    const whole = at === '' ? path : `${at}.${path}`;
    const value = fieldAt(manifest, whole);
    return isWrong(value, view) ? [{ object: id, path: whole, message: says(value) }] : [];
  });
}

export const isNot =
  (...allowed: readonly unknown[]) =>
  (value: unknown): boolean =>
    !allowed.includes(value);
