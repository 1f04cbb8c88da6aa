"""The GK9xx ids: what they say about a run. They are not rules and cannot be switched off."""

from __future__ import annotations

from msgspec import Struct

from gongkai.bilingual import Text
from gongkai.finding import Severity

__all__ = ["INCIDENTS", "IncidentKind"]


class IncidentKind(Struct, frozen=True):
    """One kind of thing that is said about a run: not checked (no severity: the run is incomplete), or not in order."""

    id: str
    name: str
    summary: Text
    severity: Severity | None = None


INCIDENTS = (
    IncidentKind("GK901", "run-unreadable-file", Text("文件读不了：不存在、没有权限、损坏、是空的或者不是能读的格式", "A file cannot be read: missing, forbidden, damaged, empty, or of no known format")),
    IncidentKind("GK902", "run-rule-crashed", Text("一条规则运行出错，没有查完；其余规则照常", "A rule crashed and did not finish; the others did")),
    IncidentKind("GK903", "run-low-fidelity", Text("报告只读懂了一部分，没读懂的没有核对", "Only a part of the report was understood; the rest was not checked")),
    IncidentKind("GK904", "run-plugin-failed", Text("一个插件未能加载，它的规则没有运行", "A plugin was not loaded; its rules did not run")),
    IncidentKind("GK905", "run-not-a-report", Text("文件不是年度报告，或者认不出报告的内容", "The file is not such a report, or none of its contents was recognized")),
    IncidentKind("GK906", "run-no-standard", Text("没有适用的格式标准，或者看不出报告的年度", "No standard applies, or the fiscal year cannot be found")),
    IncidentKind("GK907", "run-nothing-checked", Text("没有找到要检查的文件", "No document to check was found")),
    IncidentKind("GK908", "run-process-lost", Text("检查一个文件的进程意外结束，该文件没有检查；其余文件照常", "The process that checked a file ended; that file was not checked, the others were")),
    IncidentKind("GK909", "run-interrupted", Text("检查中断，余下的文件没有检查", "The run was stopped; the files that were left were not checked")),
    IncidentKind("GK910", "run-no-network", Text("要求联网核对链接（--online），但连不上网络，链接没有核对", "Links were to be looked up (--online), and there is no network: they were not")),
    IncidentKind("GK911", "run-suppression-expired", Text("一条例外已经到期，它所指的问题重新计入", "A suppression expired; its finding counts again"), "error"),
    IncidentKind("GK912", "run-suppression-unused", Text("一条例外没有用上：它所指的问题已不在报告里", "A suppression was not used: its finding is gone"), "warning"),
    IncidentKind("GK921", "run-unsure-counterpart", Text("要比较的报告不能确定是哪一份（几份都可能，或者看不出机关、年度），没有比较", "Which report to compare with is not certain (several could be meant, or body or year are not known): not compared")),
    IncidentKind("GK922", "run-nothing-compared", Text("要求比较的报告一份也没有找到，没有比较", "Of the reports to compare with none was found: nothing was compared")),
    IncidentKind("GK923", "run-no-counterpart", Text("几份报告中有的没有可比的报告，例如新设立的机关", "Some of several reports have no counterpart, such as those of new bodies"), "info"),
    IncidentKind("GK924", "run-duplicate-report", Text("同一机关同一年度有两份报告", "Two reports are of one body and year"), "warning"),
    IncidentKind("GK925", "run-not-isolated", Text("第三方的一条比较规则在 --isolate 时没有运行", "A third party's rule that compares reports does not run with --isolate")),
)  # fmt: skip
