"""For whom and for when the words of a sentence speak, and how brackets set that aside for a while."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from gongkai.claims.claim import When, Who
from gongkai.claims.phrases import REACH
from gongkai.claims.tokens import Token
from gongkai.patterns import alternation, regex
from gongkai.vocabulary import Vocabulary

__all__ = ["Author", "Scope", "whose"]

# 在省教育厅指导下，加强政府网站建设，: clauses of nothing but such words tell how one works, not who.
_OF_WORK = regex(
    "[在按]|根据|对照|围绕|加[强大快]|推[进动]|完善|健全|[强优深]化|落实|贯彻|坚持|认真|严格|积极|扎实|不断|持续|切实|深入|全面|进一步"
    "|升级|畅通|规范|开展|做好|抓好|发挥|拓[宽展]|提[升高]|压实|突出|聚焦|立足|紧[扣盯]|结合"
)


class Author(Struct, frozen=True):
    """Whose report it is, in which words and for which year. `leads`: the body is a government, whose report speaks for
    all of its territory."""

    vocabulary: Vocabulary
    year: int | None
    agency: str
    leads: bool


class Scope:
    """For whom and for when the words now read speak, and whether their figures are parts of one before.

    `named`: it is the body's name that tells whose they are, which in a government's report may mean it alone.
    """

    def __init__(self, author: Author) -> None:
        self.author = author
        self.when: When = "this_year"
        self.outer: list[tuple[Who, bool, When, bool, bool]] = []
        self.taker: Who | None = None
        self.end_sentence()

    def end_sentence(self) -> None:
        """Time goes on over its end, the rest does not."""
        self.who: Who = "self"
        self.named = self.part = self.vague = False
        self.outer.clear()

    def enter(self) -> None:
        if len(self.outer) < REACH:
            self.outer.append((self.who, self.named, self.when, self.part, self.vague))

    def leave(self) -> None:
        if self.outer:
            self.who, self.named, self.when, self.part, self.vague = self.outer.pop()

    def name(self, run: str, text: str, *, acts: bool, whole: bool) -> None:
        """A run of unknown words, or the text that it begins with, may name a body where the words say of whom they are.
        `acts`: words follow that may tell what it did, so that a place may be meant as a body. `whole`: only a name
        itself is one."""
        if not acts and _OF_WORK.match(run):
            return
        words, agency = self.author.vocabulary, self.author.agency
        ending = words.places if acts else ()
        who = whose(run, agency, words.bodies, ending, whole=whole)
        if who is None and len(text) < len(run):
            who = whose(text, agency, words.bodies, ending, whole=whole)
        if who:
            self.who, self.named = who, who == "self" and self.author.leads

    def take_from(self, text: str) -> None:
        """Up to the end of the segment figures are of the body that a text behind a verb names: 办理县政府收到的申请12件."""
        if self.taker is None and whose(text, "", self.author.vocabulary.bodies):
            self.taker, self.who = self.who, "others"

    def end_segment(self) -> None:
        if self.taker:
            self.who, self.taker = self.taker, None

    def turn(self, token: Token) -> None:
        """Words that say for whom the following figures are, or that they are parts."""
        match token.kind:
            case "own":
                self.who, self.named = "self", False
            case "group":
                self.who, self.named = "self" if self.author.leads else "group", False
            case "others":
                self.who, self.named = "others", False
            case "inclusion":
                self.part = True
            case _:
                pass

    def time(self, token: Token) -> When:
        """What a time means to the author."""
        (said,) = token.tags
        if said in ("this", "part"):
            return "this_year" if said == "this" else "part_year"
        year = self.author.year
        if said == "last" or (said.isdigit() and year is not None and int(said) == year - 1):
            return "last_year"
        return "this_year" if said == str(year) else "other_year"


def whose(
    text: str, agency: str, bodies: tuple[str, ...], places: tuple[str, ...] = (), *, whole: bool = False
) -> Who | None:
    """Whose figure follows a text that begins with a body's name, or is one's ending, or a place's name; None for others.

    `bodies` and `places` are endings of such names, `agency` is the reporting body's. `whole`: nothing else is in the text.
    """
    endings, names = _names(bodies, places)
    name = None if endings.isdisjoint(text) else names.match(text)
    if name is None or (whole and name.end() < len(text)):
        return None
    return "self" if _short_for(name[0], agency) else "others"


@lru_cache(maxsize=8)
def _names(bodies: tuple[str, ...], places: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """The last characters of names that end in these words, and what finds such a name."""
    endings = alternation(bodies)
    names = [rf"[\u4e00-\u9fff]{{1,14}}(?:{endings})|(?:{endings})\Z"]
    names += [rf"[\u4e00-\u9fff]{{2,6}}(?:{alternation(places)})\Z"] if places else []
    return frozenset(word[-1] for word in (*bodies, *places)), regex("|".join(names))


def _short_for(name: str, full: str) -> bool:
    """Whether a name may be a short form of another: its characters are in it, in order."""
    rest = iter(full)
    return all(char in rest for char in name)
