# Sourced by .ci/run and .ci/nightly: runs steps, counts what they counted, and says what each took.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p .cache
passed=0
failed=0
table=''

# step NAME COMMAND…: runs it, adds up the last `N passed, N failed` it prints; without one it counts as one.
step() {
  local name=$1 log=".cache/ci-step.log" code counts start=$SECONDS
  shift
  echo "── $name: $*"
  "$@" 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  counts=$(sed -nE 's/^(.*: )?([0-9]+) passed, ([0-9]+) failed.*$/\2 \3/p' "$log" | tail -n 1)
  if [ -n "$counts" ]; then
    passed=$((passed + ${counts% *}))
    failed=$((failed + ${counts#* }))
    [ "$code" -ne 0 ] && [ "${counts#* }" -eq 0 ] && failed=$((failed + 1))
  elif [ "$code" -eq 0 ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
  echo "── $name: exit code $code after $((SECONDS - start)) s"
  table+="$(printf '%6d s  %-36s exit code %d' $((SECONDS - start)) "$name" "$code")"$'\n'
}

# finish: the seconds of every step, then `N passed, N failed`; non-zero if anything failed or nothing was counted.
finish() {
  printf '%s' "$table"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

