"""What to call for what a plugin gives: nearly always without pluggy's manager, and always what it would call."""

from __future__ import annotations

from types import ModuleType

import pytest

from gongkai import builtin, hookspecs
from gongkai.errors import PluginError
from gongkai.hooks import _managed, _plain, hooks

HEAD = "from gongkai import hookimpl\n"


def plugin(text: str) -> ModuleType:
    module = ModuleType("plugin")
    exec(HEAD + text, module.__dict__)  # noqa: S102 - the test's own
    return module


PLAIN = {
    "nothing": "",
    "one hook": "@hookimpl\ndef gongkai_rules():\n return [1, 2]",
    "an iterator": "@hookimpl\ndef gongkai_rules():\n yield 1\n yield 2",
    "called with brackets": "@hookimpl()\ndef gongkai_rules():\n return [1]",
    "two hooks": "@hookimpl\ndef gongkai_rules():\n return [1]\n@hookimpl\ndef gongkai_readers():\n return (3,)",
    "not marked": "def gongkai_rules():\n return [1]",
    "a marked value that is no function": "class V:\n gongkai_impl = {}\ngongkai_rules = V()",
    "a value that has every attribute": "class V:\n def __getattr__(self, name): return self\ngongkai_rules = V()",
}
OTHERS = {
    "an option": "@hookimpl(tryfirst=True)\ndef gongkai_rules():\n return [1]",
    "another name": "@hookimpl(specname='gongkai_rules')\ndef rules():\n return [1]",
    "of no hook, if that is no matter": "@hookimpl(optionalhook=True)\ndef gongkai_else():\n return [1]",
    "an argument with a default": "@hookimpl\ndef gongkai_rules(more=1):\n return [more]",
    "a method": "class V:\n @hookimpl\n def rules(self): return [1]\ngongkai_rules = V().rules",
    "a function in a function": (
        "from functools import wraps\ndef plain(): return [1]\n@hookimpl\n@wraps(plain)\ndef gongkai_rules():\n return plain()"
    ),
    "a module that lists its names": "@hookimpl\ndef gongkai_rules():\n return [1]\ndef __dir__(): return []",
}
WRONG = {
    "a hook that is none": ("@hookimpl\ndef gongkai_rulez():\n return [1]", "did you mean “gongkai_rules”?"),
    "an argument": ("@hookimpl\ndef gongkai_rules(config):\n return [1]", "hooks take no arguments"),
    "an argument of the function inside": (
        "def inside(config): return [1]\n@hookimpl\ndef gongkai_rules(*all):\n return [1]\ngongkai_rules.__wrapped__ = inside",
        "hooks take no arguments",
    ),
    "a hook that is not marked": ("def gongkai_rules():\n return [1]", "is not marked with @hookimpl"),
    "a hook that gives nothing": ("@hookimpl\ndef gongkai_rules():\n [1]", "returns nothing"),
}


def given(found: object) -> dict[str, list[list[object]]]:
    assert isinstance(found, dict)
    assert list(found) == hookspecs.__all__
    return {name: [list(each) for each in hook()] for name, hook in found.items()}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_hooks_are_called_as_pluggy_would(name: str) -> None:
    assert given(_plain(plugin(PLAIN[name]))) == given(_managed(plugin(PLAIN[name]), "p"))


@pytest.mark.parametrize("name", OTHERS)
def test_other_hooks_are_left_to_pluggy(name: str) -> None:
    module = plugin(OTHERS[name])
    assert _plain(module) is None
    assert given(hooks(module, "p")) == given(_managed(plugin(OTHERS[name]), "p"))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name: str) -> None:
    text, told = WRONG[name]
    with pytest.raises(PluginError) as raised:
        hooks(plugin(text), "p")["gongkai_rules"]()
    assert told in raised.value.message.en
    assert raised.value.message.zh != raised.value.message.en


def test_a_hook_that_raises_is_heard() -> None:
    found = hooks(plugin("@hookimpl\ndef gongkai_rules():\n return 1 / 0"), "p")
    with pytest.raises(ZeroDivisionError):
        found["gongkai_rules"]()


def test_the_own_plugins_are_plain() -> None:
    import gongkai_rules

    assert _plain(builtin) is not None
    assert _plain(gongkai_rules) is not None
