-- A graph for segue out of tables that are on Spark already, by SQL alone:
--
--     songs (song_id STRING, title STRING, artist STRING)
--     plays (user STRING, song STRING, count BIGINT)
--
-- Run it in the schema that has them (`USE music;`), then open it: segue sc://HOST:PORT/music. `t1` is the graph's tag: a
-- later graph takes another, and readers see it once the last statement has put it in place. Of BUCKETS take one for
-- each 4 million rows, 4,096 at most; of PARTS, for numbering nodes, one for each million nodes.

-- Nodes by key. Labels are looked up without case: `folded` is how segue folds them, for titles that are Unicode NFC.
CREATE TABLE found_t1 USING parquet AS
SELECT type, key, label, pmod(xxhash64(type, key), /* PARTS */ 8) AS part FROM (
    SELECT 0S AS type, key, max(label) AS label
    FROM (SELECT song_id AS key, title AS label FROM songs UNION ALL SELECT song, NULL FROM plays) GROUP BY key
    UNION ALL SELECT DISTINCT 1S, artist, artist FROM songs WHERE artist IS NOT NULL
    UNION ALL SELECT DISTINCT 2S, user, CAST(NULL AS STRING) FROM plays);

-- Their numbers, from 0 on without a gap, each part's after those of the parts before it.
CREATE TABLE new_nodes_t1 USING parquet AS
SELECT first + row_number() OVER (PARTITION BY part ORDER BY type, key) - 1 AS id, type, key, label,
    nullif(replace(replace(lower(label), 'ς', 'σ'), 'ß', 'ss'), '') AS folded
FROM found_t1 JOIN (
    SELECT part, sum(n) OVER (ORDER BY part) - n AS first FROM (SELECT part, count(*) AS n FROM found_t1 GROUP BY part)
) USING (part);

-- Edges by number. Relations: 0 sungBy, 1 played, whose weight is the count; plays of one song by one user are added up.
CREATE TABLE new_edges_t1 USING parquet AS
SELECT s.id AS head, 0S AS relation, a.id AS tail, CAST(NULL AS FLOAT) AS weight
FROM (SELECT DISTINCT song_id, artist FROM songs) r
JOIN new_nodes_t1 s ON s.type = 0 AND s.key = r.song_id JOIN new_nodes_t1 a ON a.type = 1 AND a.key = r.artist
UNION ALL
SELECT u.id, 1S, s.id, CAST(p.count AS FLOAT)
FROM (SELECT user, song, sum(count) AS count FROM plays GROUP BY user, song) p
JOIN new_nodes_t1 u ON u.type = 2 AND u.key = p.user JOIN new_nodes_t1 s ON s.type = 0 AND s.key = p.song;

-- The same rows as they are looked up: nodes by number, key and label, edges by head and by tail.
CREATE TABLE nodes_t1 USING parquet CLUSTERED BY (id) SORTED BY (id) INTO /* BUCKETS */ 2 BUCKETS AS
SELECT /*+ REPARTITION(/* BUCKETS */ 2, id) */ n.id AS id, type, key, label,
    CAST(NULL AS MAP<STRING, STRING>) AS properties, CAST(NULL AS STRING) AS kinds, coalesce(degree, 0) AS degree
FROM new_nodes_t1 n LEFT JOIN (
    SELECT id, count(*) AS degree
    FROM (SELECT head AS id FROM new_edges_t1 UNION ALL SELECT tail FROM new_edges_t1) GROUP BY id
) d ON n.id = d.id;

CREATE TABLE keys_t1 USING parquet CLUSTERED BY (key) SORTED BY (key, type) INTO /* BUCKETS */ 2 BUCKETS AS
SELECT /*+ REPARTITION(/* BUCKETS */ 2, key) */ key, type, id FROM new_nodes_t1;

CREATE TABLE labels_t1 USING parquet AS
SELECT * FROM (SELECT /*+ REPARTITION_BY_RANGE(/* BUCKETS */ 2, folded) */ folded, type, id, label
FROM new_nodes_t1 WHERE folded IS NOT NULL) SORT BY folded, id;

CREATE TABLE out_t1 USING parquet
CLUSTERED BY (head) SORTED BY (head, relation, tail) INTO /* BUCKETS */ 2 BUCKETS AS
SELECT /*+ REPARTITION(/* BUCKETS */ 2, head) */ head, relation, tail, weight,
    CAST(NULL AS MAP<STRING, STRING>) AS properties, CAST(NULL AS STRING) AS kinds
FROM new_edges_t1;

CREATE TABLE into_t1 USING parquet
CLUSTERED BY (tail) SORTED BY (tail, relation, head) INTO /* BUCKETS */ 2 BUCKETS AS
SELECT /*+ REPARTITION(/* BUCKETS */ 2, tail) */ tail, relation, head, weight FROM new_edges_t1;

-- What there is: types and relations by number with their counts, and which types each relation leads from and to.
CREATE TABLE vocabulary_t1 USING parquet AS
SELECT 'type' AS kind, t.name, CAST(t.number AS BIGINT) AS number, CAST(NULL AS BIGINT) AS head,
    CAST(NULL AS BIGINT) AS tail, coalesce(n, 0) AS count
FROM VALUES (0S, 'song'), (1S, 'artist'), (2S, 'user') AS t(number, name)
LEFT JOIN (SELECT type, count(*) AS n FROM new_nodes_t1 GROUP BY type) c ON c.type = t.number
UNION ALL
SELECT 'relation', r.name, r.number, coalesce(heads, 0), coalesce(tails, 0), coalesce(n, 0)
FROM VALUES (0S, 'sungBy'), (1S, 'played') AS r(number, name)
LEFT JOIN (
    SELECT relation, count(DISTINCT head) AS heads, count(DISTINCT tail) AS tails, count(*) AS n
    FROM new_edges_t1 GROUP BY relation
) c ON c.relation = r.number
UNION ALL
SELECT 'pattern', NULL, relation, if(relation = 0, 0, 2), if(relation = 0, 1, 0), count(*)
FROM new_edges_t1 GROUP BY relation;

CREATE TABLE aliases_t1 (name STRING, node BIGINT) USING parquet;

CREATE TABLE splits_t1 (
    name STRING, place BIGINT, user BIGINT, train ARRAY<BIGINT>, test BIGINT, negatives ARRAY<BIGINT>
) USING parquet;

DROP TABLE found_t1;

DROP TABLE new_edges_t1;

-- The graph in its place: from here on segue reads it.
DECLARE OR REPLACE VARIABLE pointer STRING;

SET VAR pointer = (
    SELECT 'CREATE OR REPLACE VIEW segue AS SELECT 1 AS version, ''t1'' AS tag, CAST(NULL AS STRING) AS before, '
        || 'CAST(' || count(*) || ' AS BIGINT) AS node_limit'
    FROM new_nodes_t1);

EXECUTE IMMEDIATE pointer;

DROP TABLE new_nodes_t1;
