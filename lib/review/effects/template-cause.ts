import { configHashMark, secretsHashMark } from '../../facts/marks';
import { type ChangedField, changedFields } from '../changed-fields';

/** What of a pod template changed, in few words: `its image, its configuration`. */
export function templateCause(before: unknown, after: unknown): string {
  const fields = changedFields(before, after);
  const words = [...new Set(fields.map(wordFor))];
  return words.length > 3 ? `${words.slice(0, 2).join(', ')} and more` : words.join(', ');
}

function wordFor({ path, before, after }: ChangedField): string {
  if (path.includes(configHashMark.key)) return 'its configuration';
  if (path.includes(secretsHashMark.key)) return 'a Secret';
  if (/\.image$/.test(path)) return `image ${tagOf(before)} to ${tagOf(after)}`;
  const resource = /\.resources\.(requests|limits)\.(\w+)$/.exec(path);
  if (resource) return `${resource[2]} ${resource[1]} ${String(before ?? 'none')} to ${String(after ?? 'none')}`;
  const variable = /\.env\[([^\]]+)\]/.exec(path)?.[1];
  if (variable !== undefined) return variable;
  return path.replace(/^spec\./, '').replace(/^(init)?[cC]ontainers\[[^\]]*\]\./, '');
}

/** Tag of an image; its digest where the tag stays. */
function tagOf(image: unknown): string {
  if (image === undefined) return 'none';
  const [, tag, digest] = /^[^@]*?(?::([^:/@]+))?(?:@\w+:(\w{8}).*)?$/.exec(String(image)) ?? [];
  return [tag, digest].filter(Boolean).join('@') || String(image);
}
