#!/usr/bin/env bash
# From a fresh machine to a first recommendation: installs what is missing, builds, imports, trains and asks.
#
#     bash Examples/quickstart.sh [DATABASE]
set -euo pipefail
cd "$(dirname "$0")/.."
database=${1:-Examples/music.db}

say() { printf '\n== %s\n' "$*"; }

say "looking for the packages that segue builds with"
bash .ci/packages
say "building segue (a few minutes the first time)"
swift build --configuration release --product segue
segue=.build/release/segue

say "importing, training and asking: Examples/quickstart.segue into $database"
"$segue" "$database" --echo -f Examples/quickstart.segue

say "done. The database stays in $database; go on with"
cat <<END

    $segue $database

and try
    neighbours "One More Night" hops 2
    recommend user 7
    help
END
