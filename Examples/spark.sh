#!/usr/bin/env bash
# A Spark cluster on this machine, and segue on it: installs Java and Spark where they are missing (Spark into a folder of
# its own), starts a Spark Connect server with two workers, brings the example graph there and runs the example script.
#
#     bash Examples/spark.sh            # all of that; the server is stopped at the end
#     bash Examples/spark.sh start      # only the server, which goes on; prints its address
#     bash Examples/spark.sh stop
#
# SEGUE_SPARK_HOME is the folder (.build-spark/server), SEGUE_SPARK_PORT the port (15002); SEGUE_SPARK_UI=true has its pages at
# port 4040.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath -m "${SEGUE_SPARK_HOME:-.build-spark/server}")
port=${SEGUE_SPARK_PORT:-15002}
version=4.3.0

say() { printf '\n== %s\n' "$*" >&2; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

install() {
    bash .ci/packages spark >&2
    [ -x "$folder/python/bin/python" ] || python3 -m venv "$folder/python"
    "$folder/python/bin/python" -c "import importlib.metadata as m; assert m.version('pyspark') == '$version'" 2>/dev/null ||
        "$folder/python/bin/python" -m pip install --quiet --disable-pip-version-check "pyspark==$version" >&2
}

environment() {
    SPARK_HOME=$("$folder/python/bin/python" -c 'import importlib.util as u; print(u.find_spec("pyspark").submodule_search_locations[0])')
    export SPARK_HOME SPARK_LOG_DIR="$folder/log" SPARK_PID_DIR="$folder/run" SPARK_LOCAL_IP=127.0.0.1
    export SPARK_IDENT_STRING="segue-$port"
}

# A cluster of two workers of one core and 1 GiB each, and a catalogue that outlives it.
start() {
    install
    environment
    if answers; then
        say "something answers at port $port already"
    else
        "$SPARK_HOME/sbin/start-connect-server.sh" --master 'local-cluster[2,1,1024]' \
            --driver-memory 2g --driver-java-options "-Dderby.system.home=$folder" \
            --conf spark.connect.grpc.binding.port="$port" --conf spark.executor.memory=1g \
            --conf spark.sql.catalogImplementation=hive --conf spark.sql.warehouse.dir="$folder/warehouse" \
            --conf "spark.hadoop.javax.jdo.option.ConnectionURL=jdbc:derby:;databaseName=$folder/catalogue;create=true" \
            --conf spark.sql.shuffle.partitions=8 --conf spark.ui.enabled="${SEGUE_SPARK_UI:-false}" >&2
        for _ in $(seq 120); do answers && break || sleep 1; done
        answers || { echo "the server did not start; its log is in $folder/log" >&2; exit 1; }
    fi
    echo "sc://localhost:$port"
}

stop() {
    environment
    "$SPARK_HOME/sbin/stop-connect-server.sh" >/dev/null 2>&1
}

case "${1:-}" in
    start) start ;;
    stop) stop ;;
    "")
        say "starting Spark with two workers"
        address=$(start)
        trap stop EXIT
        say "building segue with Spark Connect (several minutes the first time)"
        swift build --configuration release --traits Spark --scratch-path .build-spark --product segue >&2
        segue=.build-spark/release/segue
        database=$(mktemp -d)/music.db
        say "the example graph, in a database and from there to Spark"
        "$segue" "$database" --echo -f Examples/spark-import.segue
        "$segue" "$database" --echo -c "export \"$address/music\""
        say "Examples/first-graph.segue on Spark: $address/music"
        "$segue" "$address/music" --echo -f Examples/spark.segue
        say "the same on the database"
        "$segue" "$database" -f Examples/spark.segue >"$database.out"
        "$segue" "$address/music" -f Examples/spark.segue | cmp - "$database.out" && say "both say the same, byte for byte"
        rm -rf "$(dirname "$database")"
        ;;
    *) sed -n '2,9p' "$0" >&2; exit 2 ;;
esac
