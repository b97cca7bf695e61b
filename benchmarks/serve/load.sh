#!/bin/sh
# Load on loopback: the server on one core, wrk on another. Usage: benchmarks/serve/load.sh EDITIONS NAME [SECONDS]
# EDITIONS is a folder of editions, NAME one for the public in it. wrk: apt-get install wrk.
set -eu
port=8932
taskset -c 0 .venv/bin/python -c "
import sys
from pathlib import Path
from tercet.web.server import serve
serve(Path(sys.argv[1]), None, [], port=$port)" "$1" &
server=$!
trap 'kill $server' EXIT
sleep 2
for path in "editions/$2/" "editions/$2/manifest.json" "" "none"; do
    for header in "Accept-Encoding: identity" "Accept-Encoding: gzip"; do
        echo "/$path, $header"
        taskset -c 1 wrk -t1 -c32 -d"${3:-10}" --latency -H "$header" "http://127.0.0.1:$port/$path" |
            grep -E 'Requests/sec|99%|50%|Non-2xx'
    done
done
grep VmHWM "/proc/$server/status"
