import { shellScript } from '../../kit/script-text';
import { newestCopy, openCopies } from './document-backups.scripts';

/** A copy that is older than this is told of by its own alert, and proves nothing about the documents of today. */
const copyMayBeHours = 48;

/**
 * Reads documents back from the copy, decrypts them and compares each byte with the one in the rack: other ones each week,
 * until READ_BYTES are read. Only what has lain unchanged for UNCHANGED_FOR is compared, since the copy may lack the rest.
 */
export function documentsSh(buckets: readonly string[]): string {
  return shellScript(
    ...openCopies,
    ...newestCopy,
    `oldest="$(date -u -d "@$(($(date +%s) - ${copyMayBeHours * 3600}))" +%Y%m%dT%H%M%SZ)"`,
    'if [ "$(printf "%s\\n%s\\n" "$copied" "$oldest" | sort | head -n 1)" = "$copied" ]; then',
    `  echo "the newest copy is of $copied, more than ${copyMayBeHours} hours ago"`,
    '  exit 1',
    'fi',
    `for bucket in ${buckets.join(' ')}; do`,
    '  rclone lsf --recursive --files-only --fast-list --use-server-modtime --min-age "$UNCHANGED_FOR" --format sp --separator " " "rack:$bucket" > /tmp/all',
    '  shuf /tmp/all > /tmp/shuffled',
    '  awk -v most="$READ_BYTES" \'{ sum += $1; if (NR > 1 && sum > most) exit; print substr($0, length($1) + 2) }\' /tmp/shuffled > /tmp/sample',
    '  echo "$bucket: $(wc -l < /tmp/sample) of $(wc -l < /tmp/all) documents are read back"',
    '  rclone check "rack:$bucket" "offsite:current/$bucket" --download --one-way --files-from-raw /tmp/sample',
    'done',
    'echo proved',
  );
}
