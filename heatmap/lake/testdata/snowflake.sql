-- Snowflake: generated, never run by a test on a real engine

-- times of kind instant

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (DAYOFWEEKISO(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) - 1) * 24 + HOUR(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) AS hp_cell
FROM (
SELECT CASE WHEN "at" < CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(63676800000000, 6)) THEN DATE_PART(EPOCH_SECOND, "at") ELSE (DATE_PART(EPOCH_SECOND, "at") - MOD((MOD(DATE_PART(EPOCH_SECOND, "at"), 900) + 900), 900)) END AS hp_quarter, count(*) AS hp_events, DATE_PART(EPOCH_MICROSECOND, min("at")) AS hp_first, DATE_PART(EPOCH_MICROSECOND, max("at")) AS hp_last,
CASE WHEN TO_VARCHAR("user") IN (?, ?) THEN TO_VARCHAR("user") END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(1362096000000000, 6)) AND "at" < CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(1414845000000001, 6))
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT TO_VARCHAR("user") AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(1362096000000000, 6)) AND "at" < CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(1414845000000001, 6)) AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT DATE_PART(EPOCH_MICROSECOND, "at") AS hp_time, TO_VARCHAR("user")
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(1362096000000000, 6)) AND "at" < CONVERT_TIMEZONE('UTC', TO_TIMESTAMP_LTZ(1414845000000001, 6)) AND "at" IS NOT NULL AND ((DATE_PART(EPOCH_SECOND, "at") >= 1362096000 AND DATE_PART(EPOCH_SECOND, "at") < 1414274400 AND (MOD((DATE_PART(EPOCH_SECOND, "at") + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((DATE_PART(EPOCH_SECOND, "at") + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (DATE_PART(EPOCH_SECOND, "at") >= 1414274400 AND DATE_PART(EPOCH_SECOND, "at") < 1414845001 AND (MOD((DATE_PART(EPOCH_SECOND, "at") + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((DATE_PART(EPOCH_SECOND, "at") + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind clock

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (DAYOFWEEKISO(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) - 1) * 24 + HOUR(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) AS hp_cell
FROM (
SELECT CASE WHEN "at" < TO_TIMESTAMP_NTZ(63676800000000, 6) THEN DATE_PART(EPOCH_SECOND, "at") ELSE (DATE_PART(EPOCH_SECOND, "at") - MOD((MOD(DATE_PART(EPOCH_SECOND, "at"), 900) + 900), 900)) END AS hp_quarter, count(*) AS hp_events, DATE_PART(EPOCH_MICROSECOND, min("at")) AS hp_first, DATE_PART(EPOCH_MICROSECOND, max("at")) AS hp_last,
CASE WHEN TO_VARCHAR("user") IN (?, ?) THEN TO_VARCHAR("user") END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= TO_TIMESTAMP_NTZ(1362096000000000, 6) AND "at" < TO_TIMESTAMP_NTZ(1414845000000001, 6)
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT TO_VARCHAR("user") AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= TO_TIMESTAMP_NTZ(1362096000000000, 6) AND "at" < TO_TIMESTAMP_NTZ(1414845000000001, 6) AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT DATE_PART(EPOCH_MICROSECOND, "at") AS hp_time, TO_VARCHAR("user")
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= TO_TIMESTAMP_NTZ(1362096000000000, 6) AND "at" < TO_TIMESTAMP_NTZ(1414845000000001, 6) AND "at" IS NOT NULL AND ((DATE_PART(EPOCH_SECOND, "at") >= 1362096000 AND DATE_PART(EPOCH_SECOND, "at") < 1414274400 AND (MOD((DATE_PART(EPOCH_SECOND, "at") + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((DATE_PART(EPOCH_SECOND, "at") + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (DATE_PART(EPOCH_SECOND, "at") >= 1414274400 AND DATE_PART(EPOCH_SECOND, "at") < 1414845001 AND (MOD((DATE_PART(EPOCH_SECOND, "at") + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((DATE_PART(EPOCH_SECOND, "at") + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind text

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (DAYOFWEEKISO(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) - 1) * 24 + HOUR(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) AS hp_cell
FROM (
SELECT CASE WHEN DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) < 63676800000000 THEN DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) ELSE (DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) - MOD((MOD(DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")), 900) + 900), 900)) END AS hp_quarter, count(*) AS hp_events, min(DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at"))) AS hp_first, max(DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at"))) AS hp_last,
CASE WHEN TO_VARCHAR("user") IN (?, ?) THEN TO_VARCHAR("user") END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) >= 1362096000000000 AND DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) < 1414845000000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT TO_VARCHAR("user") AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) >= 1362096000000000 AND DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) < 1414845000000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) AS hp_time, TO_VARCHAR("user")
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) >= 1362096000000000 AND DATE_PART(EPOCH_MICROSECOND, TO_TIMESTAMP_TZ("at")) < 1414845000000001 AND "at" IS NOT NULL AND ((DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) >= 1362096000 AND DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) < 1414274400 AND (MOD((DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) >= 1414274400 AND DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) < 1414845001 AND (MOD((DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((DATE_PART(EPOCH_SECOND, TO_TIMESTAMP_TZ("at")) + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind ms

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (DAYOFWEEKISO(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) - 1) * 24 + HOUR(CONVERT_TIMEZONE('UTC', 'Europe/Moscow', TO_TIMESTAMP_NTZ(hp_quarter))) AS hp_cell
FROM (
SELECT CASE WHEN "at" < 63676800000 THEN FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) ELSE FLOOR(("at" - MOD((MOD("at", 900000) + 900000), 900000)) / 1000) END AS hp_quarter, count(*) AS hp_events, (min("at") * 1000) AS hp_first, (max("at") * 1000) AS hp_last,
CASE WHEN TO_VARCHAR("user") IN (?, ?) THEN TO_VARCHAR("user") END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT TO_VARCHAR("user") AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT ("at" * 1000) AS hp_time, TO_VARCHAR("user")
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" LIKE ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "at" IS NOT NULL AND ((FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) >= 1362096000 AND FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) < 1414274400 AND (MOD((FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) >= 1414274400 AND FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) < 1414845001 AND (MOD((FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((FLOOR(("at" - MOD((MOD("at", 1000) + 1000), 1000)) / 1000) + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

