#!/usr/bin/env bash
# One shard of the night's run. That a shard alone certifies nothing, or found violations, is for the merge to say; the other exit codes are not about
# the target and end this pod with them. A pod that is stopped hands the signal on, so that the run cleans up.
set -uo pipefail
number=$((JOB_COMPLETION_INDEX + 1))
folder=$RESULTS/$NIGHT/shard-$number
mkdir -p -- "$folder"

gwlb-conformance run --shard "$number/$SHARDS" --output "$folder" &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT
code=0
wait "$child" || code=$?
# A signal ends the waiting, not yet the run.
while kill -0 "$child" 2>/dev/null; do
  code=0
  wait "$child" || code=$?
done
echo "$code" >"$folder/ended"
case $code in 0 | 1 | 5 | 6) exit 0 ;; *) exit "$code" ;; esac
