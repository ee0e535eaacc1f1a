-- times of kind instant

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (toDayOfWeek(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) - 1) * 24 + toHour(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN `at` < toDateTime(63676800, 'UTC') THEN toInt64(toUInt32(`at`)) ELSE toInt64(intDiv(toUInt32(`at`), 900) * 900) END AS hp_quarter, count(*) AS hp_events, toInt64(toUInt32(min(`at`))) * 1000000 AS hp_first, toInt64(toUInt32(max(`at`))) * 1000000 AS hp_last,
CASE WHEN toString(`user`) IN ('o\'hara', 'back\\slash') THEN toString(`user`) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= toDateTime(1362096000, 'UTC') AND `at` < toDateTime(1414845001, 'UTC')
GROUP BY hp_quarter, hp_value, hp_missing
) AS hp_counts
ORDER BY hp_quarter;

SELECT toString(`user`) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= toDateTime(1362096000, 'UTC') AND `at` < toDateTime(1414845001, 'UTC') AND `user` IS NOT NULL
GROUP BY hp_value
ORDER BY hp_events DESC, hp_value
LIMIT 5;

SELECT toInt64(toUInt32(`at`)) * 1000000 AS hp_time, toString(`user`)
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= toDateTime(1362096000, 'UTC') AND `at` < toDateTime(1414845001, 'UTC') AND `at` IS NOT NULL AND ((toInt64(toUInt32(`at`)) >= 1362096000 AND toInt64(toUInt32(`at`)) < 1414274400 AND ((toInt64(toUInt32(`at`)) + 120959668800) % 604800 BETWEEN 32400 AND 39599 OR (toInt64(toUInt32(`at`)) + 120959668800) % 604800 BETWEEN 601200 AND 604799)) OR (toInt64(toUInt32(`at`)) >= 1414274400 AND toInt64(toUInt32(`at`)) < 1414845001 AND ((toInt64(toUInt32(`at`)) + 120959665200) % 604800 BETWEEN 32400 AND 39599 OR (toInt64(toUInt32(`at`)) + 120959665200) % 604800 BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;

-- times of kind DateTime64: generated, never run by a test on a real engine

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (toDayOfWeek(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) - 1) * 24 + toHour(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN `at` < fromUnixTimestamp64Micro(toInt64(63676800000000), 'UTC') THEN toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) ELSE (toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) - (toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) % 900 + 900) % 900) END AS hp_quarter, count(*) AS hp_events, toUnixTimestamp64Micro(min(`at`)) AS hp_first, toUnixTimestamp64Micro(max(`at`)) AS hp_last,
CASE WHEN toString(`user`) IN ('o\'hara', 'back\\slash') THEN toString(`user`) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= fromUnixTimestamp64Micro(toInt64(1362096000000000), 'UTC') AND `at` < fromUnixTimestamp64Micro(toInt64(1414845000000001), 'UTC')
GROUP BY hp_quarter, hp_value, hp_missing
) AS hp_counts
ORDER BY hp_quarter;

SELECT toString(`user`) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= fromUnixTimestamp64Micro(toInt64(1362096000000000), 'UTC') AND `at` < fromUnixTimestamp64Micro(toInt64(1414845000000001), 'UTC') AND `user` IS NOT NULL
GROUP BY hp_value
ORDER BY hp_events DESC, hp_value
LIMIT 5;

SELECT toUnixTimestamp64Micro(`at`) AS hp_time, toString(`user`)
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= fromUnixTimestamp64Micro(toInt64(1362096000000000), 'UTC') AND `at` < fromUnixTimestamp64Micro(toInt64(1414845000000001), 'UTC') AND `at` IS NOT NULL AND ((toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) >= 1362096000 AND toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) < 1414274400 AND ((toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) + 120959668800) % 604800 BETWEEN 32400 AND 39599 OR (toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) + 120959668800) % 604800 BETWEEN 601200 AND 604799)) OR (toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) >= 1414274400 AND toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) < 1414845001 AND ((toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) + 120959665200) % 604800 BETWEEN 32400 AND 39599 OR (toInt64(floor(toUnixTimestamp64Milli(`at`) / 1000)) + 120959665200) % 604800 BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;

-- times of kind text

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (toDayOfWeek(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) - 1) * 24 + toHour(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 < 63676800000000 THEN toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) ELSE (toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) - (toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) % 900 + 900) % 900) END AS hp_quarter, count(*) AS hp_events, min(toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000) AS hp_first, max(toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000) AS hp_last,
CASE WHEN toString(`user`) IN ('o\'hara', 'back\\slash') THEN toString(`user`) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 >= 1362096000000000 AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 < 1414845000000001
GROUP BY hp_quarter, hp_value, hp_missing
) AS hp_counts
ORDER BY hp_quarter;

SELECT toString(`user`) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 >= 1362096000000000 AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 < 1414845000000001 AND `user` IS NOT NULL
GROUP BY hp_value
ORDER BY hp_events DESC, hp_value
LIMIT 5;

SELECT toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 AS hp_time, toString(`user`)
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 >= 1362096000000000 AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) * 1000000 < 1414845000000001 AND `at` IS NOT NULL AND ((toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) >= 1362096000 AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) < 1414274400 AND ((toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) + 120959668800) % 604800 BETWEEN 32400 AND 39599 OR (toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) + 120959668800) % 604800 BETWEEN 601200 AND 604799)) OR (toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) >= 1414274400 AND toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) < 1414845001 AND ((toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) + 120959665200) % 604800 BETWEEN 32400 AND 39599 OR (toInt64(toUInt32(parseDateTimeBestEffort(`at`, 'UTC'))) + 120959665200) % 604800 BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;

-- times of kind ms

SELECT hp_quarter, hp_events, hp_first, hp_last, hp_value, hp_missing, (toDayOfWeek(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) - 1) * 24 + toHour(toDateTime(toUInt32(hp_quarter), 'Europe/Moscow')) AS hp_cell
FROM (
SELECT CASE WHEN `at` < 63676800000 THEN intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) ELSE intDiv((`at` - (`at` % 900000 + 900000) % 900000), 1000) END AS hp_quarter, count(*) AS hp_events, (min(`at`) * 1000) AS hp_first, (max(`at`) * 1000) AS hp_last,
CASE WHEN toString(`user`) IN ('o\'hara', 'back\\slash') THEN toString(`user`) END AS hp_value, CASE WHEN `user` IS NULL THEN 1 ELSE 0 END AS hp_missing
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= 1362096000000 AND `at` < 1414845000001
GROUP BY hp_quarter, hp_value, hp_missing
) AS hp_counts
ORDER BY hp_quarter;

SELECT toString(`user`) AS hp_value, count(*) AS hp_events
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= 1362096000000 AND `at` < 1414845000001 AND `user` IS NOT NULL
GROUP BY hp_value
ORDER BY hp_events DESC, hp_value
LIMIT 5;

SELECT (`at` * 1000) AS hp_time, toString(`user`)
FROM `lake`.`log"ins`
WHERE (`country` IN ('RU', 'KZ') AND (`bytes` > 1000 OR `note` LIKE '50\\\\%_\'s') AND NOT (`host` IS NULL)) AND `at` >= 1362096000000 AND `at` < 1414845000001 AND `at` IS NOT NULL AND ((intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) >= 1362096000 AND intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) < 1414274400 AND ((intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) + 120959668800) % 604800 BETWEEN 32400 AND 39599 OR (intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) + 120959668800) % 604800 BETWEEN 601200 AND 604799)) OR (intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) >= 1414274400 AND intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) < 1414845001 AND ((intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) + 120959665200) % 604800 BETWEEN 32400 AND 39599 OR (intDiv((`at` - (`at` % 1000 + 1000) % 1000), 1000) + 120959665200) % 604800 BETWEEN 601200 AND 604799)))
ORDER BY hp_time
LIMIT 10;

