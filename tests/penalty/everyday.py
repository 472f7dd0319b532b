"""What people say that the lists say otherwise: in everyday words, not those of any law.

The first half was written before the rules' everyday words were chosen, the second half after.
"""

from __future__ import annotations

#: What was done, in which field, and the rows that are meant.
BEFORE = (
    ("报税资料交晚了", "税务", ("tax-first-3", "tax-unsourced-5")),
    (
        "公司银行卡没告诉税务局",
        "税务",
        ("tax-first-1", "tax-unsourced-3", "zongyang-tax-1"),
    ),
    ("账本没做", "税务", ("tax-first-2", "tax-unsourced-4")),
    ("发票上没盖章", "税务", ("tax-unsourced-1",)),
    ("没要发票拿收据入账", "税务", ("tax-first-5",)),
    (
        "没营业执照就开店",
        "市场监管",
        ("yuhang-market-1", "tekes-market-1", "chongqing-market-1"),
    ),
    ("卖的菜农药残留超标", "市场监管", ("market-2025-3", "market-first-4")),
    ("没写价格", "市场监管", ("shanghai-market-2021-1",)),
    (
        "公司换了老板没去改登记",
        "市场监管",
        ("chongqing-market-2", "yuhang-market-3", "shizuishan-market-2"),
    ),
    ("宣传页写了全国第一最好", "市场监管", ("anhui-market-1", "tekes-market-3")),
    ("灭火器坏了", "消防救援", ("yunnan-fire-2", "baoding-fire-1", "shanghai-fire-12")),
    (
        "楼道堆东西把逃生门堵了",
        "消防救援",
        ("shanghai-fire-2", "shanghai-fire-14", "yunnan-fire-4", "baoding-fire-3", "sichuan-fire-2"),
    ),
    ("车停在消防通道上", "消防救援", ("shanghai-fire-5", "yunnan-fire-7", "sichuan-fire-1")),
    ("招了人没去办用工登记", "人力资源社会保障", ("jiangsu-labour-1",)),
    ("压了员工身份证", "人力资源社会保障", ("jiangsu-labour-3",)),
    ("加班太多", "人力资源社会保障", ("xianning-labour-1",)),
    ("货车超重", "交通运输", ("wenshang-transport-3",)),
    ("开车超速", "公安交通管理", ("inner-mongolia-traffic-6",)),
    ("二手车没过户", "公安交通管理", ("inner-mongolia-traffic-9",)),
    (
        "厂里冒黑烟超标",
        "生态环境",
        ("jiangmen-environment-11", "guangdong-environment-8", "linyi-environment-2"),
    ),
    (
        "没批环评先开工",
        "生态环境",
        (
            "jiangmen-environment-2",
            "jiangmen-environment-3",
            "jiangmen-environment-4",
            "guangdong-environment-2",
            "guangdong-environment-3",
            "guangdong-environment-4",
            "zibo-environment-2",
            "linyi-environment-3",
            "shanxi-environment-1",
            "beijing-environment-1",
        ),
    ),
    (
        "危废桶上没贴标签",
        "生态环境",
        ("jiangmen-environment-15", "guangdong-environment-12", "shanxi-environment-3"),
    ),
    ("统计报表乱填", "统计", ("xinyu-statistics-2", "guangdong-statistics-1")),
)
#: What no list that is held has: what was done, in which field.
BEFORE_UNLISTED = (
    ("拖欠员工工资", "人力资源社会保障"),
    ("喝酒开车", "公安交通管理"),
    ("卖假烟", "烟草专卖"),
    ("电梯没年检", "市场监管"),
    ("冒用别人的商标", "市场监管"),
    ("没给员工交社保", "人力资源社会保障"),
    ("没给客户开发票", "税务"),
)
