#!/usr/bin/env bash
# The report of the night's run: waits until every shard has ended, or patience has, and merges what is there. A shard that is missing is no certificate.
set -uo pipefail
here=$RESULTS/$NIGHT
mkdir -p -- "$here"
until=$((SECONDS + PATIENCE))
ended() { find "$here" -mindepth 2 -maxdepth 2 -path '*/shard-*/ended' | wc -l; }
while [ "$(ended)" -lt "$SHARDS" ] && [ "$SECONDS" -lt "$until" ]; do sleep 1; done

code=0
gwlb-conformance merge "$here"/shard-* --output "$here/report" || code=$?
if [ -f "$here/report/report.json" ]; then
  gwlb-conformance history "$RESULTS/history" --add "$here/report/report.json" --notify-file "$here/notice.json"
fi
exit "$code"
