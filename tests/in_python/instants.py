"""Dates and times of docs/format.md. Python's own have neither nanoseconds nor the year 0000.

A moment is a tuple of whole nanoseconds since 0000-01-01T00:00:00 without an offset, and of the offset in minutes.
"""

import re

from canonical import Rejected

NANOSECONDS = 10**9
DAY = 86_400 * NANOSECONDS
MINUTE = 60 * NANOSECONDS
EPOCH_DAYS = 719_528
MAX_DAYS = 3_652_425

_DATE = r"(\d{4})-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d):(\d\d)(\.\d{1,9})?"


def date_days(text):
    """Reads a date as days since 0000-01-01."""
    year, month, day = (int(part) for part in _match(_DATE, text).groups())
    lengths = _lengths(year)
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        raise Rejected("no such day")
    return year * 365 + (year + 3) // 4 - (year + 99) // 100 + (year + 399) // 400 + sum(lengths[: month - 1]) + day - 1


def date_text(days):
    """Writes days since 0000-01-01."""
    if not 0 <= days < MAX_DAYS:
        raise Rejected("the year isn't in 0000 to 9999")
    year = days * 400 // 146_097
    while date_days(f"{year:04}-01-01") > days:
        year -= 1
    rest = days - date_days(f"{year:04}-01-01")
    if rest >= sum(_lengths(year)):
        year, rest = year + 1, rest - sum(_lengths(year))
    month = 0
    while rest >= _lengths(year)[month]:
        rest -= _lengths(year)[month]
        month += 1
    return f"{year:04}-{month + 1:02}-{rest + 1:02}"


def time_nanoseconds(text):
    """Reads a time of day as nanoseconds."""
    hour, minute, second, fraction = _match(_TIME, text).groups()
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59:
        raise Rejected("no such time")
    return (int(hour) * 3600 + int(minute) * 60 + int(second)) * NANOSECONDS + int(((fraction or ".")[1:]).ljust(9, "0"))


def time_text(nanoseconds, decimals=None):
    """Writes a time of day with the decimals that it has, or with a fixed number of them."""
    seconds, fraction = divmod(nanoseconds, NANOSECONDS)
    digits = f"{fraction:09}"
    digits = digits.rstrip("0") if decimals is None else digits[:decimals]
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" + ("." + digits if digits else "")


def offset_minutes(text):
    """Reads a UTC offset."""
    if text in ("Z", "z"):
        return 0
    sign, hours, minutes = _match(r"([+-])(\d\d):(\d\d)", text).groups()
    total = int(hours) * 60 + int(minutes)
    if int(hours) > 23 or int(minutes) > 59:
        raise Rejected("no such offset")
    return -total if sign == "-" else total


def offset_text(minutes):
    """Writes a UTC offset."""
    if abs(minutes) >= 24 * 60:
        raise Rejected("an offset of a day")
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"


def instant(text):
    """Reads an instant with its own offset."""
    date, time, offset = _match(rf"({_DATE})[Tt]({_TIME})(.*)", text).group(1, 5, 10)
    local, minutes = date_days(date) * DAY + time_nanoseconds(time), offset_minutes(offset)
    _assert_in_range(local - minutes * MINUTE)
    return local - minutes * MINUTE, minutes


def instant_text(moment):
    """Writes an instant with its own offset."""
    utc, minutes = moment
    _assert_in_range(utc)
    return plain_text(utc + minutes * MINUTE) + offset_text(minutes)


def plain_text(nanoseconds):
    """Writes a date and time without an offset."""
    days, rest = divmod(nanoseconds, DAY)
    return f"{date_text(days)}T{time_text(rest)}"


def plain(text):
    """Reads a date and time without an offset."""
    date, _, time = text.partition("T")
    return date_days(date) * DAY + time_nanoseconds(time)


def instant_key(moment):
    """Writes an instant as a component of a key: in UTC, with nine decimals."""
    days, rest = divmod(moment[0], DAY)
    return f"{date_text(days)}T{time_text(rest, 9)}Z"


def from_instant_key(text):
    """Reads an instant from a component of a key."""
    found = _match(rf"({_DATE})T(\d\d:\d\d:\d\d)\.(\d{{9}})Z", text)
    return date_days(found[1]) * DAY + time_nanoseconds(found[5]) + int(found[6]), 0


def microseconds(moment):
    """Returns the microseconds since 1970, rounded down: the columns of SQLite."""
    return (moment[0] - EPOCH_DAYS * DAY) // 1_000


def _lengths(year):
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return [31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def _assert_in_range(nanoseconds):
    if not 0 <= nanoseconds < MAX_DAYS * DAY:
        raise Rejected("the year isn't in 0000 to 9999")


def _match(pattern, text):
    found = re.fullmatch(pattern, text, re.ASCII)
    if not found:
        raise Rejected("another form")
    return found
