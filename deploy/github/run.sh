#!/usr/bin/env bash
# The step of action.yml: makes words of the inputs, which come as variables, runs the suite, and leaves outputs and summaries.
# Each input is one word, whatever is in it; nothing is evaluated.
set -uo pipefail

words=(run)
option() {
  if [ -n "$2" ]; then words+=("$1=$2"); fi
}
option --config "${INPUT_CONFIG:-}"
option --endpoint "${INPUT_ENDPOINT:-}"
option --auth "${INPUT_AUTH:-}"
option --profile "${INPUT_PROFILE:-}"
option --seed "${INPUT_SEED:-}"
option --time-limit "${INPUT_TIME_LIMIT:-}"
option --baseline "${INPUT_BASELINE:-}"
option --history "${INPUT_HISTORY:-}"
option --shard "${INPUT_SHARD:-}"
option --output "${INPUT_OUTPUT:-}"
while IFS= read -r word; do
  if [ -n "$word" ]; then words+=("$word"); fi
done <<<"${INPUT_ARGUMENTS:-}"

cd -- "${INPUT_WORKING_DIRECTORY:-.}" || exit 2
# The notice says how the run ended, also where there is no report; one of an earlier step says nothing of this one.
notice=${INPUT_NOTIFY_FILE:-$RUNNER_TEMP/gwlb-notice.json}
rm -f -- "$notice"
words+=("--notify-file=$notice")

code=0
node "$GITHUB_ACTION_PATH/dist/cli/main.js" "${words[@]}" || code=$?

verdict=not-run
if [ -f "$notice" ]; then
  # shellcheck disable=SC2016
  verdict=$(node -e 'console.log(JSON.parse(fs.readFileSync(process.argv[1], "utf8")).verdict)' -- "$notice")
fi
output=${INPUT_OUTPUT:-reports/output}
case $output in
  /*) ;;
  *) output=$PWD/$output ;;
esac
report=""
if [ "$verdict" != not-run ] && [ -f "$output/report.json" ]; then
  report=$output/report.json
fi
# The suite has written its summary; the history comes behind it, where both are no longer than GitHub takes.
table=${INPUT_HISTORY:-}/history.md
if [ -n "${INPUT_HISTORY:-}" ] && [ -f "$table" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  touch -- "$GITHUB_STEP_SUMMARY"
  if [ "$(cat -- "$GITHUB_STEP_SUMMARY" "$table" | wc -c)" -lt 1048576 ]; then cat -- "$table" >>"$GITHUB_STEP_SUMMARY"; fi
fi

# A value ends at a mark that nobody can know, so that no value can be another output.
put() {
  local mark
  mark=end-$(node -p 'crypto.randomUUID()')
  printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"$GITHUB_OUTPUT"
}
put verdict "$verdict"
put exit-code "$code"
put report "$report"
if [ "${INPUT_FAIL:-true}" = false ]; then exit 0; fi
exit "$code"
