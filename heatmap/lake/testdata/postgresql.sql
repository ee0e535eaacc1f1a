-- times of kind instant

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (extract(isodow FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint - 1) * 24 + extract(hour FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint AS hp_cell
FROM (
SELECT CASE WHEN "at" < to_timestamp(63676800000000 / 1000000.0) THEN floor(date_part('epoch', "at"))::bigint ELSE floor(date_part('epoch', "at") / 900)::bigint * 900 END AS hp_quarter, count(*) AS hp_events, round(date_part('epoch', min("at")) * 1000000)::bigint AS hp_first, round(date_part('epoch', max("at")) * 1000000)::bigint AS hp_last,
CASE WHEN ("user")::text IN ($1, $2) THEN ("user")::text END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN ($3, $4) AND ("bytes" > $5 OR "note" LIKE $6 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= to_timestamp(1362096000000000 / 1000000.0) AND "at" < to_timestamp(1414845000000001 / 1000000.0)
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT ("user")::text AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= to_timestamp(1362096000000000 / 1000000.0) AND "at" < to_timestamp(1414845000000001 / 1000000.0) AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT round(date_part('epoch', "at") * 1000000)::bigint AS hp_time, ("user")::text
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= to_timestamp(1362096000000000 / 1000000.0) AND "at" < to_timestamp(1414845000000001 / 1000000.0) AND "at" IS NOT NULL AND ((floor(date_part('epoch', "at"))::bigint >= 1362096000 AND floor(date_part('epoch', "at"))::bigint < 1414274400 AND (((floor(date_part('epoch', "at"))::bigint + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((floor(date_part('epoch', "at"))::bigint + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (floor(date_part('epoch', "at"))::bigint >= 1414274400 AND floor(date_part('epoch', "at"))::bigint < 1414845001 AND (((floor(date_part('epoch', "at"))::bigint + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((floor(date_part('epoch', "at"))::bigint + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind clock

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (extract(isodow FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint - 1) * 24 + extract(hour FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint AS hp_cell
FROM (
SELECT CASE WHEN "at" < (to_timestamp(63676800000000 / 1000000.0) AT TIME ZONE 'UTC') THEN floor(date_part('epoch', "at"))::bigint ELSE floor(date_part('epoch', "at") / 900)::bigint * 900 END AS hp_quarter, count(*) AS hp_events, round(date_part('epoch', min("at")) * 1000000)::bigint AS hp_first, round(date_part('epoch', max("at")) * 1000000)::bigint AS hp_last,
CASE WHEN ("user")::text IN ($1, $2) THEN ("user")::text END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN ($3, $4) AND ("bytes" > $5 OR "note" LIKE $6 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= (to_timestamp(1362096000000000 / 1000000.0) AT TIME ZONE 'UTC') AND "at" < (to_timestamp(1414845000000001 / 1000000.0) AT TIME ZONE 'UTC')
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT ("user")::text AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= (to_timestamp(1362096000000000 / 1000000.0) AT TIME ZONE 'UTC') AND "at" < (to_timestamp(1414845000000001 / 1000000.0) AT TIME ZONE 'UTC') AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT round(date_part('epoch', "at") * 1000000)::bigint AS hp_time, ("user")::text
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= (to_timestamp(1362096000000000 / 1000000.0) AT TIME ZONE 'UTC') AND "at" < (to_timestamp(1414845000000001 / 1000000.0) AT TIME ZONE 'UTC') AND "at" IS NOT NULL AND ((floor(date_part('epoch', "at"))::bigint >= 1362096000 AND floor(date_part('epoch', "at"))::bigint < 1414274400 AND (((floor(date_part('epoch', "at"))::bigint + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((floor(date_part('epoch', "at"))::bigint + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (floor(date_part('epoch', "at"))::bigint >= 1414274400 AND floor(date_part('epoch', "at"))::bigint < 1414845001 AND (((floor(date_part('epoch', "at"))::bigint + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((floor(date_part('epoch', "at"))::bigint + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind text

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (extract(isodow FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint - 1) * 24 + extract(hour FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint AS hp_cell
FROM (
SELECT CASE WHEN round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint < 63676800000000 THEN floor(date_part('epoch', ("at")::timestamptz))::bigint ELSE floor(date_part('epoch', ("at")::timestamptz) / 900)::bigint * 900 END AS hp_quarter, count(*) AS hp_events, min(round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint) AS hp_first, max(round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint) AS hp_last,
CASE WHEN ("user")::text IN ($1, $2) THEN ("user")::text END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN ($3, $4) AND ("bytes" > $5 OR "note" LIKE $6 ESCAPE '') AND NOT ("host" IS NULL)) AND round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint >= 1362096000000000 AND round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint < 1414845000000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT ("user")::text AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint >= 1362096000000000 AND round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint < 1414845000000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint AS hp_time, ("user")::text
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint >= 1362096000000000 AND round(date_part('epoch', ("at")::timestamptz) * 1000000)::bigint < 1414845000000001 AND "at" IS NOT NULL AND ((floor(date_part('epoch', ("at")::timestamptz))::bigint >= 1362096000 AND floor(date_part('epoch', ("at")::timestamptz))::bigint < 1414274400 AND (((floor(date_part('epoch', ("at")::timestamptz))::bigint + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR ((floor(date_part('epoch', ("at")::timestamptz))::bigint + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR (floor(date_part('epoch', ("at")::timestamptz))::bigint >= 1414274400 AND floor(date_part('epoch', ("at")::timestamptz))::bigint < 1414845001 AND (((floor(date_part('epoch', ("at")::timestamptz))::bigint + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR ((floor(date_part('epoch', ("at")::timestamptz))::bigint + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

-- times of kind ms

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (extract(isodow FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint - 1) * 24 + extract(hour FROM to_timestamp(hp_quarter) AT TIME ZONE 'Europe/Moscow')::bigint AS hp_cell
FROM (
SELECT CASE WHEN "at" < 63676800000 THEN (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) ELSE (("at" - ((("at" % 900000) + 900000) % 900000)) / 1000) END AS hp_quarter, count(*) AS hp_events, (min("at") * 1000) AS hp_first, (max("at") * 1000) AS hp_last,
CASE WHEN ("user")::text IN ($1, $2) THEN ("user")::text END AS hp_value, CASE WHEN "user" IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM "lake"."log""ins"
WHERE ("country" IN ($3, $4) AND ("bytes" > $5 OR "note" LIKE $6 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\%_'s"}

SELECT ("user")::text AS hp_value, count(*) AS hp_events
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "user" IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

SELECT ("at" * 1000) AS hp_time, ("user")::text
FROM "lake"."log""ins"
WHERE ("country" IN ($1, $2) AND ("bytes" > $3 OR "note" LIKE $4 ESCAPE '') AND NOT ("host" IS NULL)) AND "at" >= 1362096000000 AND "at" < 1414845000001 AND "at" IS NOT NULL AND (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) >= 1362096000 AND (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) < 1414274400 AND ((((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959668800) % 604800) BETWEEN 32400 AND 39599 OR (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959668800) % 604800) BETWEEN 601200 AND 604799)) OR ((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) >= 1414274400 AND (("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) < 1414845001 AND ((((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959665200) % 604800) BETWEEN 32400 AND 39599 OR (((("at" - ((("at" % 1000) + 1000) % 1000)) / 1000) + 120959665200) % 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\%_'s"}

