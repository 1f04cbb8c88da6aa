"""What is in force on a day or for a fiscal year: instruments of law, and the standards, rules and duties on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from gongkai.duty import Duty
from gongkai.instrument import Cite, Instrument, due
from gongkai.rule import Applies, Rule
from gongkai.standard import Standard

__all__ = ["Force"]


class Force(Struct, frozen=True):
    """The law as the data know it. An instrument that is not in the data counts as in force."""

    instruments: Mapping[str, Instrument]
    standards: Mapping[str, Standard]

    def instrument(self, name: str, on: date) -> bool:
        """Whether an instrument is in force."""
        instrument = self.instruments.get(name)
        return instrument is None or instrument.in_force(on)

    def standard(self, name: str, on: date) -> bool:
        """Whether the instrument that a standard rests on is in force."""
        standard = self.standards.get(name)
        return standard is None or self.instrument(standard.basis.instrument, on)

    def rule(self, rule: Rule, on: date) -> bool:
        """Whether something that the rule cites is in force, and a standard and a year that it is for."""
        return self._cited(rule.basis, on) and self._asked(rule.applies, on)

    def duty(self, duty: Duty, on: date) -> bool:
        """Whether the article is in force, and a standard and a year that the duty is for."""
        return self._cited((duty.cite,), on) and self._asked(duty.applies, on)

    def rule_for(self, rule: Rule, standard: Standard, year: int) -> bool:
        """Whether a rule is for reports of a fiscal year in a standard, and what it cites in force when they are due."""
        return _for(rule.applies, standard, year) and self._cited(rule.basis, due(year))

    def duty_for(self, duty: Duty, standard: Standard, year: int) -> bool:
        """The same for a duty."""
        return _for(duty.applies, standard, year) and self._cited((duty.cite,), due(year))

    def _cited(self, basis: tuple[Cite, ...], on: date) -> bool:
        return not basis or any(self.instrument(cite.instrument, on) for cite in basis)

    def _asked(self, applies: Applies, on: date) -> bool:
        """Whether reports that a rule is for can be in the making: those of a year are due early in the next."""
        if applies.standards and not any(self.standard(name, on) for name in applies.standards):
            return False
        return (applies.first_year or on.year) <= on.year <= (applies.last_year or on.year) + 1


def _for(applies: Applies, standard: Standard, year: int) -> bool:
    if (applies.kinds and standard.kind not in applies.kinds) or (
        applies.standards and standard.id not in applies.standards
    ):
        return False
    return (applies.first_year or year) <= year <= (applies.last_year or year)
