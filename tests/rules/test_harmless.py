"""Correct reports in other words, as offices of many kinds write them: the default rules find nothing."""

from __future__ import annotations

import pytest

from gongkai.plugins import Catalogue
from gongkai.testing import report, run_rule

BASED = "编制。报告所列"
FEE = "本年度无收取信息处理费情况。"
REPORTS: dict[str, dict[str, object]] = {
    "parts listed with their numbers": {
        "replace": {
            BASED: "编制。本报告分为六个部分：一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，"
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况，五、政府信息公开工作存在的主要问题及改进情况，六、其他需要报告的事项。报告所列"
        }
    },
    "parts listed in one sentence": {
        "replace": {
            BASED: "编制。全文由1.总体情况；2.主动公开政府信息情况；3.收到和处理政府信息公开申请情况；4.政府信息公开行政复议和行政诉讼情况；"
            "5.存在的主要问题及改进情况；6.其他需要报告的事项六部分组成。报告所列"
        }
    },
    "an attachment counted as a part": {
        "replace": {
            BASED: "编制。本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
            "存在的主要问题及改进情况、其他需要报告的事项以及附表七个部分组成。报告所列"
        }
    },
    "a small department": {
        "agency": "云川县水利局",
        "sections": {
            "overview": "2025年，我局重视政府信息公开工作，明确分管领导和专人负责。通过县政府门户网站公布预算、决算、办事指南等86条。"
            "落实“三审三校”，未发生泄密问题。群众申请36件，均已按时答复。",
            "problems": "主要是信息更新不够及时，个别栏目内容偏少。下一步，我局将指定专人，每周检查，及时更新。",
            "other": FEE,
        },
    },
    "a township with sub-headings of its own": {
        "agency": "云川县青禾镇人民政府",
        "sections": {
            "overview": "一年来，我镇坚持以公开为常态、不公开为例外。\n（一）主动公开方面。通过公众号、村务公开栏公开惠民补贴、低保评议等信息200余条。\n"
            "（二）依申请公开方面。收到申请36件。\n（三）政府信息管理方面。由党政办统一审核。\n（四）平台建设方面。依托县政府网站。\n"
            "（五）监督保障方面。纳入干部年终考核，邀请代表评议，无责任追究情况。",
            "problems": "（一）存在问题\n1.公开内容不够全面。2.业务能力有待提升。\n（二）改进措施\n1.扩大公开范围。2.加强业务培训。",
        },
    },
    "one sub-heading inside a line": {
        "sections": {
            "overview": "（一）主动公开情况。公开120条。（二）依申请公开情况。受理36件。\n（三）政府信息管理情况。逐件审核。\n"
            "（四）平台建设情况。网站改版。\n（五）监督保障情况。落实考核、评议，没有问责情形。"
        }
    },
    "three levels": {
        "sections": {
            "overview": "（一）主动公开情况\n1.公开渠道。\n（1）网站。公开120条。\n（2）公众号。\n2.公开内容。\n（二）依申请公开情况。受理36件。\n"
            "（三）政府信息管理情况。逐件审核。\n（四）平台建设情况。网站改版。\n（五）监督保障情况。落实考核、评议，没有问责情形。"
        }
    },
    "problems without a heading": {
        "sections": {"problems": "一是解读少，二是更新慢。针对上述情况，我县开展了专题培训，丰富了解读形式。"}
    },
    "part six with items and an attachment": {
        "sections": {"other": f"（一）收取信息处理费情况。{FEE}\n（二）建议办理情况。全部公开。\n附件：1.统计表\n2.说明"}
    },
    "labels with spaces, breaks and other brackets": {
        "replace": {
            "规章\t": "规 章\t", "商业企业": "商业 企业", "第二十条第（五）项": "第二十条  第(五)项", "（七）总计": "(七)总计",
            "3.危及“三安全一稳定”": '3、危及"三安全一稳定"', "本年收费金额（单位：万元）": "本年度收费金额(单位:万元)",
        }
    },
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_found(name: str, catalogue: Catalogue) -> None:
    about = report(catalogue=catalogue, **REPORTS[name])
    rules = [rule for rule in catalogue.rules if not rule.preview and rule.judges(about)]
    assert [(d.rule, d.message.zh) for rule in rules for d in run_rule(rule, about)] == []
