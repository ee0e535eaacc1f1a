-- times of kind text

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing
FROM (
SELECT CASE WHEN (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) < 63676800000000 THEN CAST(strftime('%s', "at") AS INTEGER) ELSE (CAST(strftime('%s', "at") AS INTEGER) - (((CAST(strftime('%s', "at") AS INTEGER) % 900) + 900) % 900)) END AS hp_quarter, count(*) AS hp_events, min((CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000)) AS hp_first, max((CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000)) AS hp_last,
CASE WHEN CAST("user" AS TEXT) IN (?, ?) THEN CAST("user" AS TEXT) END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" GLOB ?) AND NOT ("host" IS NULL)) AND (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) >= 1362096000000000 AND (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) < 1414845000000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\*?'s"}

SELECT CAST("user" AS TEXT) AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" GLOB ?) AND NOT ("host" IS NULL)) AND (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) >= 1362096000000000 AND (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) < 1414845000000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\*?'s"}

SELECT (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) AS hp_time, CAST("user" AS TEXT)
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" GLOB ?) AND NOT ("host" IS NULL)) AND (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) >= 1362096000000000 AND (CAST(round((julianday("at") - 2440587.5) * 86400000.0) AS INTEGER) * 1000) < 1414845000000001 AND "at" IS NOT NULL AND ((CAST(strftime('%s', "at") AS INTEGER) >= 1362096000 AND CAST(strftime('%s', "at") AS INTEGER) < 1414274400 AND (((CAST(strftime('%s', "at") AS INTEGER) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(strftime('%s', "at") AS INTEGER) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (CAST(strftime('%s', "at") AS INTEGER) >= 1414274400 AND CAST(strftime('%s', "at") AS INTEGER) < 1414845001 AND (((CAST(strftime('%s', "at") AS INTEGER) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((CAST(strftime('%s', "at") AS INTEGER) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\*?'s"}

-- times of kind ms

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing
FROM (
SELECT CASE WHEN "at" < 63676800000 THEN (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) ELSE (("at" - ((("at" % 900000) + 900000) % 900000)) / 1000) END AS hp_quarter, count(*) AS hp_events, (min("at") * 1000) AS hp_first, (max("at") * 1000) AS hp_last,
CASE WHEN CAST("user" AS TEXT) IN (?, ?) THEN CAST("user" AS TEXT) END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" GLOB ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\*?'s"}

SELECT CAST("user" AS TEXT) AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" GLOB ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\*?'s"}

SELECT ("at" * 1000) AS hp_time, CAST("user" AS TEXT)
FROM "lake"."log""ins"
WHERE ("country" IN (?, ?) AND ("bytes" > ? OR "note" GLOB ?) AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "at" IS NOT NULL AND (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) >= 1362096000 AND (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) < 1414274400 AND ((((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR ((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) >= 1414274400 AND (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) < 1414845001 AND ((((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\*?'s"}

