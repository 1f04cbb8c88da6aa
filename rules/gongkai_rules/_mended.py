"""What would mend a fault that several reports together show, in words."""

from __future__ import annotations

from gongkai import Alternative, BalancedReports, Located, Text

__all__ = ["mended"]


def mended(reports: BalancedReports, each: Located) -> Text:
    """The best explanations: cells, what they would have to say, and what they say. Equally good ones are all named."""
    best = [_one(found) for found in reports.alternatives(each) if found.best]
    return Text(zh="，或者".join(one.zh for one in best), en="; or ".join(one.en for one in best))


def _one(found: Alternative) -> Text:
    zh, en = [], []
    for proposal in found.proposals:
        label, why = proposal.place.where.label, proposal.reason
        zh.append(
            f"{label.zh}应为{proposal.proposed}，现为{proposal.current or '空白'}{f'（{why.zh}）' if why else ''}"
        )
        en.append(
            f"{label.en} should be {proposal.proposed}, not {proposal.current or 'blank'}{f' ({why.en})' if why else ''}"
        )
    return Text(zh="，".join(zh), en=" and ".join(en))
