"""libyaml's refusals in words for people, at the place where the mistake was made."""

from __future__ import annotations

from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from campaign.problems import Problem, Where

_QUOTE_ALL = "给整个值加上英文双引号。"
_COLON_HINT = "字段名后面加英文冒号和一个空格；如果是上一行的续行，前面多加两个空格。"
_BRACKET_HINT = "各项之间用英文逗号，末尾补上右括号；要写的是文字，就给整个值加上英文双引号。"
_ALIGN_HINT = "同一层的字段左边要对齐；上一行的引号、括号要成对。"
#: words of libyaml, code, message, hint, whether the mistake is where the construct began
_KNOWN = (
    ("unexpected end of stream", "unclosed-quote", "引号没有成对：这里开始的引号一直没有结束。", "在值的末尾补上同样的英文引号。", True),
    ("document indicator", "unclosed-quote", "引号没有成对：这里开始的引号一直没有结束。", "在值的末尾补上同样的英文引号。", True),
    ("could not find expected ':'", "missing-colon", "这一行没有“字段: 内容”的冒号。", _COLON_HINT, True),
    ("mapping values are not allowed", "colon-in-value", "这个位置的英文冒号会被当成“字段: 内容”。", _QUOTE_ALL, False),
    ("tab character", "tab", "这里用了制表符（Tab）。", "换成空格。", False),
    ("cannot start any token", "reserved-start", "值不能以这个符号开头。", _QUOTE_ALL, False),
    ("block sequence entries", "reserved-start", "“- ”要另起一行。", f"要写的是短横线本身，就{_QUOTE_ALL}", False),
    ("mapping keys are not allowed", "reserved-start", "值不能以“? ”开头。", _QUOTE_ALL, False),
    ("expected ',' or", "unclosed-bracket", "括号没有成对：这里开始的括号没有好好结束。", _BRACKET_HINT, True),
    ("expected comment or line break", "reserved-start", "值不能以“|”或“>”开头。", _QUOTE_ALL, True),
    ("alphabetic or numeric", "reserved-start", "值不能以“*”或“&”开头。", _QUOTE_ALL, True),
    ("tag", "reserved-start", "值不能以“!”开头。", _QUOTE_ALL, True),
    ("escape", "bad-escape", "双引号里的反斜线“\\”写法不对。", "把双引号改成单引号，或者把“\\”写成“\\\\”。", False),
    ("hexdecimal", "bad-escape", "双引号里的反斜线“\\”写法不对。", "把双引号改成单引号，或者把“\\”写成“\\\\”。", False),
    ("directive", "unsupported-yaml", "以“%”开头的行在这里不能用。", "删去这一行。", False),
    ("<document start>", "bad-indent", "这一行和前面的行没有对齐。", "同一层的字段左边要对齐。", False),
    ("did not find expected key", "bad-indent", "这一行和前面的行没有对齐，或者上一行的值没有写完整。", _ALIGN_HINT, False),
    ("'-' indicator", "bad-indent", "这一行和前面的行没有对齐。", "列表的每一条以“- ”开头，其余各行前面多两个空格。", False),
    ("node content", "reserved-start", "值不能以这个符号开头。", _QUOTE_ALL, False),
)  # fmt: skip


def problem_of(error: YAMLError, shown: str, lines: list[str]) -> tuple[Problem, tuple[int, int]]:
    """Return the finding for what libyaml refused, and the first and last line concerned.

    ``lines`` are the lines as written; line numbers count from 1.
    """
    if isinstance(error, ReaderError) or not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        where = Where(shown)
        return Problem("yaml-syntax", where, "这个文件读不懂。", "对照样例检查标点和缩进。", line_text=lines[0]), (1, 1)
    told = f"{error.context or ''} {error.problem or ''}"
    found = next((row for row in _KNOWN if row[0] in told), None)
    code, message, hint, at_start = (
        found[1:] if found else ("yaml-syntax", "从这里起读不懂。", "对照样例检查标点和缩进。", False)
    )
    end = error.problem_mark
    start = error.context_mark or end
    mark = start if at_start else end
    line = min(mark.line + 1, len(lines))
    where = Where(shown, line, mark.column + 1 if line == mark.line + 1 else 1)
    problem = Problem(code, where, message, hint, line_text=lines[line - 1])
    first = start.line + 1 if at_start else end.line + 1
    return problem, (first, max(first, min(end.line + 1, len(lines))))
