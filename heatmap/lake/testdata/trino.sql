-- Trino: generated, never run by a test on a real engine

-- times of kind instant

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (day_of_week(from_unixtime(hp_quarter, 'Europe/Moscow')) - 1) * 24 + hour(from_unixtime(hp_quarter, 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN "at" < from_unixtime(63676800000000 / 1e6) THEN CAST(floor(to_unixtime("at")) AS bigint) ELSE (CAST(floor(to_unixtime("at")) AS bigint) - (((CAST(floor(to_unixtime("at")) AS bigint) % 900) + 900) % 900)) END AS hp_quarter, count(*) AS hp_events, CAST(round(to_unixtime(min("at")) * 1e6) AS bigint) AS hp_first, CAST(round(to_unixtime(max("at")) * 1e6) AS bigint) AS hp_last,
CASE WHEN CAST("user" AS varchar) IN (?, ?) THEN CAST("user" AS varchar) END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= from_unixtime(1362096000000000 / 1e6) AND "at" < from_unixtime(1414845000000001 / 1e6)
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST("user" AS varchar) AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= from_unixtime(1362096000000000 / 1e6) AND "at" < from_unixtime(1414845000000001 / 1e6) AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST(round(to_unixtime("at") * 1e6) AS bigint) AS hp_time, CAST("user" AS varchar)
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= from_unixtime(1362096000000000 / 1e6) AND "at" < from_unixtime(1414845000000001 / 1e6) AND "at" IS NOT NULL AND ((CAST(floor(to_unixtime("at")) AS bigint) >= 1362096000 AND CAST(floor(to_unixtime("at")) AS bigint) < 1414274400 AND (((CAST(floor(to_unixtime("at")) AS bigint) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(floor(to_unixtime("at")) AS bigint) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (CAST(floor(to_unixtime("at")) AS bigint) >= 1414274400 AND CAST(floor(to_unixtime("at")) AS bigint) < 1414845001 AND (((CAST(floor(to_unixtime("at")) AS bigint) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(floor(to_unixtime("at")) AS bigint) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind clock

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (day_of_week(from_unixtime(hp_quarter, 'Europe/Moscow')) - 1) * 24 + hour(from_unixtime(hp_quarter, 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN "at" < CAST(from_unixtime(63676800000000 / 1e6, 'UTC') AS timestamp(6)) THEN CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) ELSE (CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) - (((CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) % 900) + 900) % 900)) END AS hp_quarter, count(*) AS hp_events, CAST(round(to_unixtime(with_timezone(min("at"), 'UTC')) * 1e6) AS bigint) AS hp_first, CAST(round(to_unixtime(with_timezone(max("at"), 'UTC')) * 1e6) AS bigint) AS hp_last,
CASE WHEN CAST("user" AS varchar) IN (?, ?) THEN CAST("user" AS varchar) END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= CAST(from_unixtime(1362096000000000 / 1e6, 'UTC') AS timestamp(6)) AND "at" < CAST(from_unixtime(1414845000000001 / 1e6, 'UTC') AS timestamp(6))
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST("user" AS varchar) AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= CAST(from_unixtime(1362096000000000 / 1e6, 'UTC') AS timestamp(6)) AND "at" < CAST(from_unixtime(1414845000000001 / 1e6, 'UTC') AS timestamp(6)) AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST(round(to_unixtime(with_timezone("at", 'UTC')) * 1e6) AS bigint) AS hp_time, CAST("user" AS varchar)
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= CAST(from_unixtime(1362096000000000 / 1e6, 'UTC') AS timestamp(6)) AND "at" < CAST(from_unixtime(1414845000000001 / 1e6, 'UTC') AS timestamp(6)) AND "at" IS NOT NULL AND ((CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) >= 1362096000 AND CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) < 1414274400 AND (((CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) >= 1414274400 AND CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) < 1414845001 AND (((CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(floor(to_unixtime(with_timezone("at", 'UTC'))) AS bigint) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind text

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (day_of_week(from_unixtime(hp_quarter, 'Europe/Moscow')) - 1) * 24 + hour(from_unixtime(hp_quarter, 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) < 63676800000000 THEN CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) ELSE (CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) - (((CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) % 900) + 900) % 900)) END AS hp_quarter, count(*) AS hp_events, min(CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint)) AS hp_first, max(CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint)) AS hp_last,
CASE WHEN CAST("user" AS varchar) IN (?, ?) THEN CAST("user" AS varchar) END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) >= 1362096000000000 AND CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) < 1414845000000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST("user" AS varchar) AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) >= 1362096000000000 AND CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) < 1414845000000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) AS hp_time, CAST("user" AS varchar)
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) >= 1362096000000000 AND CAST(round(to_unixtime(from_iso8601_timestamp("at")) * 1e6) AS bigint) < 1414845000000001 AND "at" IS NOT NULL AND ((CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) >= 1362096000 AND CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) < 1414274400 AND (((CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) >= 1414274400 AND CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) < 1414845001 AND (((CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(floor(to_unixtime(from_iso8601_timestamp("at"))) AS bigint) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind ms

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (day_of_week(from_unixtime(hp_quarter, 'Europe/Moscow')) - 1) * 24 + hour(from_unixtime(hp_quarter, 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN "at" < 63676800000 THEN (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) ELSE (("at" - ((("at" % 900000) + 900000) % 900000)) / 1000) END AS hp_quarter, count(*) AS hp_events, (min("at") * 1000) AS hp_first, (max("at") * 1000) AS hp_last,
CASE WHEN CAST("user" AS varchar) IN (?, ?) THEN CAST("user" AS varchar) END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT CAST("user" AS varchar) AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT ("at" * 1000) AS hp_time, CAST("user" AS varchar)
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "at" IS NOT NULL AND (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) >= 1362096000 AND (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) < 1414274400 AND ((((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR ((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) >= 1414274400 AND (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) < 1414845001 AND ((((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

