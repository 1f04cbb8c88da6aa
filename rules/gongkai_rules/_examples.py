"""Report texts that examples of several rules share."""

from __future__ import annotations

__all__ = ["OLD_TABLE_TWO"]

# A report of fiscal year 2022 with the complete table two of the format of 2019, as offices that fill in an old file
# send it.
OLD_TABLE_TWO = """\
云川县某局2022年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t0\t0\t0
规范性文件\t1\t1\t6
第二十条第（五）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t3\t0\t12
其他对外管理服务事项\t1\t0\t5
第二十条第（六）项
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t20\t-1\t4
行政强制\t2\t0\t0
第二十条第（八）项
信息内容\t上一年项目数量\t本年增/减
行政事业性收费\t0\t0
第二十条第（九）项
信息内容\t采购项目数量\t采购总金额
政府集中采购\t0\t0
六、其他需要报告的事项
本年度未收取信息处理费。
"""
