import { shellScript } from '../../kit/script-text';

/** rclone wants its passwords in its own reversible form, which is no protection and needs no hiding. */
export const openCopies = [
  'RCLONE_CONFIG_OFFSITE_PASSWORD="$(printf %s "$PASSWORD" | rclone obscure -)"',
  'RCLONE_CONFIG_OFFSITE_PASSWORD2="$(printf %s "$SALT" | rclone obscure -)"',
  'export RCLONE_CONFIG_OFFSITE_PASSWORD RCLONE_CONFIG_OFFSITE_PASSWORD2',
];

/**
 * Says of when the newest copy is. With another key it is not there under the name that this one makes of it: rclone would
 * call that an empty folder and be content, so this ends the script.
 */
export const newestCopy = [
  'rm -f /tmp/copied-at',
  'rclone copy offsite:copied-at /tmp/',
  'copied="$(cat /tmp/copied-at)"',
  'echo "the newest copy is of $copied"',
];

/** Lists the files below a remote folder; one that is not there (3) holds none, and any other fault ends the script. */
export const listFiles =
  'list() { rclone lsf --recursive --files-only --fast-list "$1" > "$2" || [ $? = 3 ] || exit 1; }';

/**
 * Copies each bucket into `current/<bucket>`; what is no longer in the rack, or is other there, is moved into
 * `deleted/<time of the run>/<bucket>`, and goes when that time is old. A store that suddenly holds less than half of what
 * the copy has (a fresh one, a slip) is not followed until a person says LET_GO=yes.
 */
export function copySh(buckets: readonly string[]): string {
  return shellScript(
    ...openCopies,
    listFiles,
    'now="$(date +%s)"',
    'stamp="$(date -u -d "@$now" +%Y%m%dT%H%M%SZ)"',
    'echo "what is gone or other in the rack goes to deleted/$stamp"',
    'failed=0',
    `for bucket in ${buckets.join(' ')}; do`,
    '  list "rack:$bucket" /tmp/in-rack',
    '  list "offsite:current/$bucket" /tmp/in-copy',
    '  rack="$(wc -l < /tmp/in-rack)" copy="$(wc -l < /tmp/in-copy)"',
    '  if [ "$LET_GO" != yes ] && [ $((rack * 2)) -lt "$copy" ] && [ $((copy - rack)) -gt 20 ]; then',
    '    echo "$bucket holds $rack documents and its copy $copy: more than half are gone, so the copy stays as it is."',
    '    echo "If that is as it should be, run it once with LET_GO=yes: rackwright runbook document-backups"',
    '    failed=1',
    '    continue',
    '  fi',
    '  echo "$bucket: $rack documents in the rack, $copy in the copy"',
    '  rclone sync "rack:$bucket" "offsite:current/$bucket" --backup-dir "offsite:deleted/$stamp/$bucket" --fast-list || failed=1',
    'done',
    'oldest="$(date -u -d "@$((now - KEEP_SECONDS))" +%Y%m%dT%H%M%SZ)"',
    'rclone lsf --dirs-only offsite:deleted > /tmp/deleted || [ $? = 3 ]',
    `tr -d / < /tmp/deleted | awk -v oldest="$oldest" '$1 < oldest' > /tmp/old`,
    'while read -r old; do',
    '  echo "deleted/$old is old and goes now"',
    '  rclone purge "offsite:deleted/$old"',
    'done < /tmp/old',
    '[ "$failed" = 0 ]',
    'printf %s "$stamp" | rclone rcat offsite:copied-at',
  );
}

/**
 * Brings documents back into the buckets, and never over one that is there. FROM is `current`, `deleted/<time>` or, out
 * of the store's own versions, `at/<moment>`; BUCKETS says which (all); INTO a folder to put them in.
 */
export function restoreSh(buckets: readonly string[]): string {
  return shellScript(
    ...openCopies,
    'case "$FROM" in at/*) ;; *)',
    ...newestCopy.map((line) => `  ${line}`),
    ';; esac',
    `for bucket in \${BUCKETS:-${buckets.join(' ')}}; do`,
    '  case "$FROM" in',
    '    current | deleted/*) source="offsite:$FROM/$bucket" ;;',
    '    at/*) export RCLONE_CONFIG_PAST_VERSION_AT="${FROM#at/}"; source="past:$bucket" ;;',
    '    *) echo "FROM is $FROM: it must be current, deleted/<time> or at/<moment>"; exit 1 ;;',
    '  esac',
    '  echo "$bucket: from $source"',
    '  rclone copy "$source" "rack:$bucket/$INTO" --ignore-existing --fast-list --stats-log-level NOTICE',
    'done',
  );
}
