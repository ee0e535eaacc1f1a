-- BigQuery: generated, never run by a test on a real engine

-- times of kind instant

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, ((MOD(EXTRACT(DAYOFWEEK FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') + 5, 7) + 1) - 1) * 24 + EXTRACT(HOUR FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') AS hp_cell
FROM (
SELECT CASE WHEN `at` < TIMESTAMP_MICROS(63676800000000) THEN UNIX_SECONDS(`at`) ELSE (UNIX_SECONDS(`at`) - MOD((MOD(UNIX_SECONDS(`at`), 900) + 900), 900)) END AS hp_quarter, count(*) AS hp_events, UNIX_MICROS(min(`at`)) AS hp_first, UNIX_MICROS(max(`at`)) AS hp_last,
CASE WHEN CAST(`user` AS STRING) IN (?, ?) THEN CAST(`user` AS STRING) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= TIMESTAMP_MICROS(1362096000000000) AND `at` < TIMESTAMP_MICROS(1414845000000001)
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\\\%_'s"}

SELECT CAST(`user` AS STRING) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= TIMESTAMP_MICROS(1362096000000000) AND `at` < TIMESTAMP_MICROS(1414845000000001) AND `user` IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

SELECT UNIX_MICROS(`at`) AS hp_time, CAST(`user` AS STRING)
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= TIMESTAMP_MICROS(1362096000000000) AND `at` < TIMESTAMP_MICROS(1414845000000001) AND `at` IS NOT NULL AND ((UNIX_SECONDS(`at`) >= 1362096000 AND UNIX_SECONDS(`at`) < 1414274400 AND (MOD((UNIX_SECONDS(`at`) + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((UNIX_SECONDS(`at`) + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (UNIX_SECONDS(`at`) >= 1414274400 AND UNIX_SECONDS(`at`) < 1414845001 AND (MOD((UNIX_SECONDS(`at`) + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((UNIX_SECONDS(`at`) + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

-- times of kind clock

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, ((MOD(EXTRACT(DAYOFWEEK FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') + 5, 7) + 1) - 1) * 24 + EXTRACT(HOUR FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') AS hp_cell
FROM (
SELECT CASE WHEN `at` < DATETIME(TIMESTAMP_MICROS(63676800000000), 'UTC') THEN UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) ELSE (UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) - MOD((MOD(UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')), 900) + 900), 900)) END AS hp_quarter, count(*) AS hp_events, UNIX_MICROS(TIMESTAMP(min(`at`), 'UTC')) AS hp_first, UNIX_MICROS(TIMESTAMP(max(`at`), 'UTC')) AS hp_last,
CASE WHEN CAST(`user` AS STRING) IN (?, ?) THEN CAST(`user` AS STRING) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= DATETIME(TIMESTAMP_MICROS(1362096000000000), 'UTC') AND `at` < DATETIME(TIMESTAMP_MICROS(1414845000000001), 'UTC')
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\\\%_'s"}

SELECT CAST(`user` AS STRING) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= DATETIME(TIMESTAMP_MICROS(1362096000000000), 'UTC') AND `at` < DATETIME(TIMESTAMP_MICROS(1414845000000001), 'UTC') AND `user` IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

SELECT UNIX_MICROS(TIMESTAMP(`at`, 'UTC')) AS hp_time, CAST(`user` AS STRING)
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= DATETIME(TIMESTAMP_MICROS(1362096000000000), 'UTC') AND `at` < DATETIME(TIMESTAMP_MICROS(1414845000000001), 'UTC') AND `at` IS NOT NULL AND ((UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) >= 1362096000 AND UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) < 1414274400 AND (MOD((UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) >= 1414274400 AND UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) < 1414845001 AND (MOD((UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((UNIX_SECONDS(TIMESTAMP(`at`, 'UTC')) + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

-- times of kind text

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, ((MOD(EXTRACT(DAYOFWEEK FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') + 5, 7) + 1) - 1) * 24 + EXTRACT(HOUR FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') AS hp_cell
FROM (
SELECT CASE WHEN UNIX_MICROS(TIMESTAMP(`at`)) < 63676800000000 THEN UNIX_SECONDS(TIMESTAMP(`at`)) ELSE (UNIX_SECONDS(TIMESTAMP(`at`)) - MOD((MOD(UNIX_SECONDS(TIMESTAMP(`at`)), 900) + 900), 900)) END AS hp_quarter, count(*) AS hp_events, min(UNIX_MICROS(TIMESTAMP(`at`))) AS hp_first, max(UNIX_MICROS(TIMESTAMP(`at`))) AS hp_last,
CASE WHEN CAST(`user` AS STRING) IN (?, ?) THEN CAST(`user` AS STRING) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND UNIX_MICROS(TIMESTAMP(`at`)) >= 1362096000000000 AND UNIX_MICROS(TIMESTAMP(`at`)) < 1414845000000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\\\%_'s"}

SELECT CAST(`user` AS STRING) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND UNIX_MICROS(TIMESTAMP(`at`)) >= 1362096000000000 AND UNIX_MICROS(TIMESTAMP(`at`)) < 1414845000000001 AND `user` IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

SELECT UNIX_MICROS(TIMESTAMP(`at`)) AS hp_time, CAST(`user` AS STRING)
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND UNIX_MICROS(TIMESTAMP(`at`)) >= 1362096000000000 AND UNIX_MICROS(TIMESTAMP(`at`)) < 1414845000000001 AND `at` IS NOT NULL AND ((UNIX_SECONDS(TIMESTAMP(`at`)) >= 1362096000 AND UNIX_SECONDS(TIMESTAMP(`at`)) < 1414274400 AND (MOD((UNIX_SECONDS(TIMESTAMP(`at`)) + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((UNIX_SECONDS(TIMESTAMP(`at`)) + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (UNIX_SECONDS(TIMESTAMP(`at`)) >= 1414274400 AND UNIX_SECONDS(TIMESTAMP(`at`)) < 1414845001 AND (MOD((UNIX_SECONDS(TIMESTAMP(`at`)) + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((UNIX_SECONDS(TIMESTAMP(`at`)) + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

-- times of kind ms

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, ((MOD(EXTRACT(DAYOFWEEK FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') + 5, 7) + 1) - 1) * 24 + EXTRACT(HOUR FROM TIMESTAMP_SECONDS(hp_quarter) AT TIME ZONE 'Europe/Moscow') AS hp_cell
FROM (
SELECT CASE WHEN `at` < 63676800000 THEN DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) ELSE DIV((`at` - MOD((MOD(`at`, 900000) + 900000), 900000)), 1000) END AS hp_quarter, count(*) AS hp_events, (min(`at`) * 1000) AS hp_first, (max(`at`) * 1000) AS hp_last,
CASE WHEN CAST(`user` AS STRING) IN (?, ?) THEN CAST(`user` AS STRING) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= 1362096000000 AND `at` < 1414845000001
GROUP BY 1, 5, 6
) AS hp_counts
ORDER BY hp_quarter;
-- values: []interface {}{"o'hara", "back\\slash", "RU", "KZ", 1000, "50\\\\%_'s"}

SELECT CAST(`user` AS STRING) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= 1362096000000 AND `at` < 1414845000001 AND `user` IS NOT NULL
GROUP BY 1
ORDER BY hp_events DESC, hp_value
LIMIT 5;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

SELECT (`at` * 1000) AS hp_time, CAST(`user` AS STRING)
FROM `lake`.`log"ins`
WHERE (`country` IN (?, ?) AND (`bytes` > ? OR `note` LIKE ?) AND NOT (`host` IS NULL)) AND `at` >= 1362096000000 AND `at` < 1414845000001 AND `at` IS NOT NULL AND ((DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) >= 1362096000 AND DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) < 1414274400 AND (MOD((DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) + 120959668800), 604800) BETWEEN 32400 AND 39599 OR MOD((DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) + 120959668800), 604800) BETWEEN 601200 AND 604799)) OR (DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) >= 1414274400 AND DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) < 1414845001 AND (MOD((DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) + 120959665200), 604800) BETWEEN 32400 AND 39599 OR MOD((DIV((`at` - MOD((MOD(`at`, 1000) + 1000), 1000)), 1000) + 120959665200), 604800) BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;
-- values: []interface {}{"RU", "KZ", 1000, "50\\\\%_'s"}

