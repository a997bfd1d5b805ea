"""Dates, times, amounts and numbers as staff write them: what a line of a screen keeps whole, and where the longest end."""

from __future__ import annotations

import re
from typing import Final

_TENS: Final = "[〇零○一二三四五六七八九十廿百]"
_NO: Final = rf"(?:\d{{1,2}}|{_TENS}{{1,3}})"
#: between the two ends of a span
_TO: Final = " ?(?:[-–—~～－]{1,2}|至|到) ?"
_YEAR: Final = rf"(?:\d{{4}} ?年 ?|{_TENS}{{4}}年)"
_MONTH: Final = rf"{_NO} ?月"
_DAYS: Final = rf"{_NO}(?:(?:{_TO}|、){_NO})* ?[日号](?: ?[（(](?:周|星期).[）)]| ?(?:周|星期)[一二三四五六日天])?"
_DATE: Final = rf"{_YEAR}?{_MONTH} ?{_DAYS}(?:{_TO}(?:{_YEAR}?{_MONTH} ?)?{_DAYS})?"
_MONTHS: Final = rf"{_YEAR}?{_MONTH}(?:份|[上中下]旬|[初底])?(?:{_TO}{_YEAR}?{_MONTH})?"
_NOON: Final = "(?:上午|中午|下午|晚上|早上|凌晨)"
#: three o'clock in signs is a time only where it says when: 三点 may be three points of a list
_HOUR: Final = (
    rf"(?:{_NOON}? ?(?:\d{{1,2}} ?[:：] ?\d{{2}}(?!\d)(?:[:：]\d{{2}})?|{_NO} ?[时点] ?(?:{_NO} ?分|半|整|[一三]刻)"
    rf"|\d{{1,2}} ?[时点]\d{{2}}(?!\d)|\d{{1,2}} ?[时点])|{_NOON} ?{_NO} ?[时点]"
    rf"|{_NO} ?[时点](?={_TO}{_NO} ?[时点])|(?<=[-–—~～－至到]){_NO} ?[时点])"
)
_ISO: Final = (
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?: \d{{1,2}}[:：]\d{{2}}(?:{_TO}\d{{1,2}}[:：]\d{{2}})?"
    rf"|{_TO}(?:\d{{4}}[-/.])?\d{{1,2}}[-/.]\d{{1,2}})?(?!\d)"
)
_PHONE: Final = (
    r"(?:[（(]0\d{2,3}[）)] ?|0\d{2,3}[- ]?)?\d{3,4}(?:[- ]\d{3,4})+(?!\d)|[\d-]{7,13}转\d+|[（(]0\d{2,3}[）)] ?\d{7,8}"
)
_UNIT: Final = "(?:分钟|小时|平方米|公里|个(?:工作日|小时|月)?|工作日|[年月日号时点分秒天周人名位家户场次件项条份元米页期届批类岁倍层楼室%℃㎡])"
_AMOUNT: Final = (
    rf"[¥￥]?[\dA-Za-z][\dA-Za-z.,:%+/_–-]*(?:(?<=\d)(?: ?[百千万亿]{{1,2}}[多余]?(?: ?{_UNIT})?| ?[多余]?{_UNIT}))?"
)
WHOLE: Final = re.compile(
    rf"(?<=[\d)）时点分半])[至到] ?{_DATE}|{_ISO}|{_DATE}|{_HOUR}(?:{_TO}{_HOUR})?|{_MONTHS}|{_TENS}{{2,3}}[日号]"
    rf"|[二三四五六七八九]?十[一二三四五六七八九]?[余多]?(?:分钟|小时|[家人名场条项万])"
    rf"|第 ?[〇零一二三四五六七八九十百千\d]+(?:[-–—.]\d+)?(?: ?[条款项章节届期次号场批页讲])?(?:之{_TENS}+)?"
    rf"|{_PHONE}|{_AMOUNT}(?:{_TO}(?=\d){_AMOUNT})?|[“（(《][^”）)》]{{1,6}}[”）)》]|."
)
#: where a span that is longer than a line ends: before 至
SEAM: Final = re.compile(r"(?<=[\d日号)）一二三四五六天时分半])(?=[至到])")
#: where what is still too long may end
JOINT: Final = re.compile(
    r"(?<=[–—~～－年日号 ])(?![-–—~～－至到 年月日号时点分]|$)|(?<=:\d\d-)(?=\d)|(?<=.)(?=[（(])|(?<=\d[月时点分])(?=[至到])"
)
DATED: Final = re.compile(r"[\d月日时点]")
