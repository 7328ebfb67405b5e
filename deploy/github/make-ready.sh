#!/usr/bin/env bash
# Makes the suite of the action's ref ready: its packages, exactly as they are locked, and the build, which is a part of installing.
set -euo pipefail
cd "$GITHUB_ACTION_PATH"
if [ ! -f dist/cli/main.js ]; then npm ci --no-audit --no-fund; fi
