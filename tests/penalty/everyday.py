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
AFTER = (
    ("个税申报的材料拖了半个月才交", "税务", ("tax-first-8", "tax-unsourced-7")),
    ("税务登记证没去换", "税务", ("tax-second-2", "tax-unsourced-8")),
    ("记账软件没到税务局备案", "税务", ("tax-unsourced-2",)),
    ("请外国公司装设备没跟税务局说", "税务", ("tax-first-10",)),
    ("食品许可证到期忘了续", "市场监管", ("market-2025-2", "market-first-2")),
    ("没办证卖散装瓜子", "市场监管", ("market-2025-1", "market-first-1", "national-food-draft-1")),
    ("超市里药和零食摆在一起卖", "市场监管", ("market-2025-4",)),
    ("厂不干了许可证没注销", "市场监管", ("shandong-2021-5",)),
    ("开业抽奖奖品太贵", "市场监管", ("tekes-market-2",)),
    ("网店首页没放执照", "市场监管", ("heshan-market-1",)),
    ("消防栓被货挡住了", "消防救援", ("shanghai-fire-3", "yunnan-fire-5", "sichuan-fire-3")),
    ("窗户装了铁栏杆逃不出去", "消防救援", ("shanghai-fire-16", "sichuan-fire-5")),
    ("收工人押金", "人力资源社会保障", ("jiangsu-labour-4",)),
    ("没开公积金账户", "住房公积金", ("dongguan-housing-fund-1",)),
    ("货车没带营运证", "交通运输", ("wenshang-transport-2",)),
    ("拉沙子撒了一路", "交通运输", ("unplaced-transport-1",)),
    ("孩子坐车没坐儿童椅", "公安交通管理", ("inner-mongolia-traffic-7",)),
    ("环保设施没验收就生产", "生态环境",
     ("jiangmen-environment-8", "anhui-environment-1",
      "beijing-environment-2")),
    ("环保台账没记", "生态环境",
     ("shandong-environment-3", "jiangmen-environment-40", "guangdong-environment-20")),
    ("统计台账没建", "统计", ("xinyu-statistics-1",)),
    ("河道边搭棚子", "水利", ("hengyang-water-1",)),
    ("没有招标就把工程包出去了", "住房和城乡建设", ("longcheng-housing-1",)),
)  # fmt: skip
AFTER_UNLISTED = (
    ("没签劳动合同", "人力资源社会保障"),
    ("买卖发票", "税务"),
    ("偷税", "税务"),
    ("闯红灯", "公安交通管理"),
    ("秤缺斤少两", "市场监管"),
    ("把污水偷偷排进渗坑", "生态环境"),
    ("塔吊没检测", "住房和城乡建设"),
    ("私自打井取水", "水利"),
)
