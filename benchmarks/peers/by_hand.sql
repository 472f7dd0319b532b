-- The measures of the sample as one would write them for DuckDB by hand, for speed: as of 2023-06-20,
-- for this table alone, with what can be known of it already taken out (no project list has a record
-- of nothing; the profit of 2020 and the credit score are not there, so a gazelle is never certain).
-- Nothing is told but the verdict and the amounts.
WITH project AS (
    SELECT
        "统一社会信用代码" AS code,
        -- An unknown audited investment is at most the whole; least() passes over NULL.
        coalesce("经第三方审核的实际设备软件投资额（元）", "完成投资（元）")::DECIMAL(15, 2) * 0.1 AS share,
        "经第三方审核的实际设备软件投资额（元）" <= 0 AS nothing,
        "属于智能工厂、数字化车间等智能化改造" AS smart
    FROM renovation_projects
),
projects AS (
    SELECT
        code,
        sum(CASE WHEN nothing IS NOT TRUE THEN least(share, 5000000) END)::DECIMAL(18, 3) AS renovation,
        bool_or(smart) AS smart,
        bool_or(smart IS NULL) AS smart_open,
        sum(CASE WHEN smart IS NOT FALSE THEN coalesce(share, 5000000) END)::DECIMAL(18, 3) AS equipment
    FROM project
    GROUP BY code
),
firm AS (
    SELECT
        "统一社会信用代码" AS code,
        "注册地在聊城市" AS registered,
        "首次升规纳统年份" AS entry,
        "首次通过高新技术企业认定的年份" AS first_pass,
        "研发机构评定结果" AS rating,
        -- Who may not deduct has deducted nothing; whoever says otherwise contradicts himself.
        CASE
            WHEN (NOT "居民企业") OR (NOT "会计核算健全且查账征收")
                THEN CASE WHEN "2022年研发费用加计扣除额（元）" > 0.02 THEN NULL
                          ELSE coalesce("2022年研发费用加计扣除额（元）", 0) END
            ELSE "2022年研发费用加计扣除额（元）"
        END::DECIMAL(15, 2) AS deduction,
        NOT "经营和纳税信用良好"
            OR "已上市，或由上市公司控股、并购（新三板及场外除外）"
            OR "成立日期" > DATE '2020-01-01'
            OR "2022年资产负债率（%）" >= 70
            -- Below 10 million the text has no rate of growth.
            OR "2022年营业收入（元）" < 10000000
            -- An unknown revenue is at least the main one; 2.5% or 5% of it without a division.
            OR "2022年研发投入（财务报告口径）（元）"::DECIMAL(15, 2)
                * (CASE WHEN "2022年营业收入（元）" < 100000000 THEN 20 ELSE 40 END)::DECIMAL(2, 0)
                < coalesce("2022年营业收入（元）", "2022年主营业务收入（元）")
            OR "2021年研发投入（财务报告口径）（元）"::DECIMAL(15, 2)
                * (CASE WHEN "2022年营业收入（元）" < 100000000 THEN 20 ELSE 40 END)::DECIMAL(2, 0)
                < coalesce("2021年营业收入（元）", "2021年主营业务收入（元）") AS no_gazelle
    FROM enterprises
),
judged AS (
    SELECT
        firm.*,
        projects.renovation,
        projects.equipment,
        projects.smart,
        projects.smart_open,
        entry NOT IN ('2022', '2023') AS no_entrant,
        rating <> '优秀' OR deduction <= 0 AS no_subsidy,
        first_pass = '不适用' OR first_pass > '2023' AS no_pass
    FROM firm LEFT JOIN projects USING (code)
)
SELECT
    code,
    CASE WHEN no_entrant THEN 'does_not_qualify'
         WHEN entry = '2023' AND registered THEN 'qualifies'
         ELSE 'undetermined' END AS "above-scale-reward.conditions",
    CASE WHEN no_entrant THEN 0 WHEN entry = '2022' THEN 50000 ELSE 100000 END
        AS "above-scale-reward.at_most",
    CASE WHEN no_subsidy THEN 'does_not_qualify'
         WHEN rating = '优秀' AND deduction > 0 AND registered THEN 'qualifies'
         ELSE 'undetermined' END AS "rd-institution-subsidy.conditions",
    0 AS "rd-institution-subsidy.low",
    CASE WHEN no_subsidy THEN 0 ELSE least(round(deduction * 0.2, 2), 80000000) END
        AS "rd-institution-subsidy.high",
    CASE WHEN renovation IS NULL THEN 'does_not_qualify' ELSE 'undetermined' END
        AS "technical-renovation.conditions",
    0 AS "technical-renovation.low",
    coalesce(renovation, 0) AS "technical-renovation.high",
    CASE WHEN smart AND registered THEN 'qualifies'
         WHEN smart OR smart_open THEN 'undetermined'
         ELSE 'does_not_qualify' END AS "smart-equipment.conditions",
    least(coalesce(equipment, 0), 5000000) AS "smart-equipment.at_most",
    CASE WHEN no_pass THEN 'does_not_qualify' ELSE 'undetermined' END
        AS "high-technology-first-pass.conditions",
    0 AS "high-technology-first-pass.low",
    CASE WHEN no_pass THEN 0 ELSE 100000 END AS "high-technology-first-pass.high",
    CASE WHEN no_gazelle THEN 'does_not_qualify' ELSE 'undetermined' END AS "gazelle.conditions"
FROM judged
