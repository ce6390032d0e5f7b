"""The shells whose Tab key docgen answers: click's ways, and what they lack."""

from __future__ import annotations

import os
import re

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

# A zsh without framework has not loaded what completes.
_LOAD = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }\n"
_SPECIAL = re.compile(r"[^\w./:@%+=,~-]")
# PowerShell splits and quotes words by itself; docgen is handed the words and the number of the one begun.
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $mots = @($commandAst.CommandElements | ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $rang = if ($wordToComplete) { $mots.Count - 1 } else { $mots.Count }
    $avant = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $env:PYTHONIOENCODING = 'utf-8'
        $env:%(complete_var)s = 'powershell_complete'
        $env:COMP_WORDS = $mots -join "`n"
        $env:COMP_CWORD = $rang
        & %(prog_name)s | Where-Object { $_ } | ForEach-Object {
            $valeur, $aide = $_ -split "`t", 2
            $tape = if ($valeur -match '\\s') { "'$valeur'" } else { $valeur }
            $dit = if ($aide) { $aide } else { $valeur }
            [System.Management.Automation.CompletionResult]::new($tape, $valeur, 'ParameterValue', $dit)
        }
    } finally {
        [Console]::OutputEncoding = $avant
        Remove-Item 'Env:%(complete_var)s', 'Env:COMP_WORDS', 'Env:COMP_CWORD', 'Env:PYTHONIOENCODING'
    }
}
"""


class Bash(BashComplete):
    """Bash, which takes what it is handed as if it had been typed: a space needs its backslash."""

    source_template = BashComplete.source_template.replace("read type value", "read -r type value")

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The kind of an answer, and what is to be typed."""
        typed = _SPECIAL.sub(r"\\\g<0>", item.value) if item.type == "plain" else item.value
        return f"{item.type},{typed}"


class Zsh(ZshComplete):
    """Zsh, even one that has not been told how to complete."""

    source_template = _LOAD + ZshComplete.source_template


class Fish(FishComplete):
    """Fish, where the first comma alone ends the kind of an answer: « 12,13 » is a value, and helps have commas."""

    source_template = FishComplete.source_template.replace('string split "," ', 'string split -m 1 "," ')


class PowerShell(ShellComplete):
    """PowerShell, old Windows ones too: in UTF-8, with backslashes in paths and quotes around spaces.

    Click's own does none of it. With no answer, PowerShell completes the names of files by itself.
    """

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one begun, and that one."""
        words = os.environ["COMP_WORDS"].split("\n")
        rank = int(os.environ["COMP_CWORD"])
        return words[1:rank], words[rank] if rank < len(words) else ""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[str]]:
        """Click's, without those that ask for a file."""
        return [item for item in super().get_completions(args, incomplete) if item.type == "plain"]

    def format_completion(self, item: CompletionItem[str]) -> str:
        """A value and what it means, with a tab between."""
        return f"{item.value}\t{item.help or ''}"


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish, "powershell": PowerShell}


def answer_tab() -> None:
    """Have click answer in these ways: for a process that a shell's Tab key has started."""
    for name, kind in SHELLS.items():
        add_completion_class(kind, name)
