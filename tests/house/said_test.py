#!/usr/bin/env python3
"""What real mode says in English has its Chinese: every sentence in real/ and predict/ is walked.

    COPYSCOPE_SOURCE_DIR=… said_test.py
"""
import os
import re
import unittest
from pathlib import Path

ROOT = Path(os.environ["COPYSCOPE_SOURCE_DIR"])
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
TEXTS_ONLY_FOR_FILES = {"predict/preset_text.cpp"}  # comments of a file that it writes
BEFORE_A_REASON = re.compile(r"^(unavailable|refused): ")
# Not for a reader: what is parsed, names of calls, broken invariants, what is said to a terminal's
# progress bar in English.
NOT_SAID = {
    "copyscope-receive 2", "received {} {} {} {} {} {}", "model name", "read_bytes:",
    "inactive_file", "active_file", "total_inactive_file", "total_active_file",
    "unshare(CLONE_NEWUSER | CLONE_NEWNET", "unknown error", "the disk", "perf event",
    "a path without a rule", "a fit needs samples", "least squares: a number is wanted for each row",
    "least squares: rows are equally long, of finite numbers",
    "least squares: what is wanted is finite", "single operations", "no method",
    "a regular file", "ethtool -K",
    "none ({", "ETHTOOL_GFEATURES of lo", "lo: scatter-gather {}",  # where a text has a name in their place
}


def plain(text):
    """What varies is {}; a command is."""
    return re.sub(r"`[^`]*`", "`{}`", re.sub(r"\{[^}]*\}", "{}", text))


def literals(source):
    """Neighbouring literals are one, as the compiler has it."""
    source = re.sub(r"//[^\n]*|#include[^\n]*", "", source)
    joined, end = [], -1
    for found in LITERAL.finditer(source):
        text = found.group()[1:-1].replace('\\"', '"').replace("\\n", "\n").replace("\\\\", "\\")
        if joined and not source[end:found.start()].strip():
            joined[-1] += text
        else:
            joined.append(text)
        end = found.end()
    return joined


def sentences(source):
    for literal in literals(source):
        for part in re.split(r"; |^: ", BEFORE_A_REASON.sub("", plain(literal))):
            part = re.sub(r"`[^`{]*$", "`", part).strip(" ;:,()\n")  # a command goes on in the next literal
            if len(re.findall(r"[A-Za-z']{2,}", part)) > 1 and " " in part:
                yield part


def is_in(text, sentence):
    """Each stretch of it between what varies, in their order."""
    stretches = [re.escape(each) for each in sentence.split("{}")]
    return re.search(".*".join(stretches), text) is not None


def english_texts():
    for file in sorted((ROOT / "assets/texts").glob("*.toml")):
        for found in re.finditer(r'\{ en = ("(?:[^"\\]|\\.)*")', file.read_text(encoding="utf-8")):
            yield plain(found.group(1)[1:-1].replace('\\"', '"'))


class Said(unittest.TestCase):
    maxDiff = None

    def test_every_sentence_of_real_mode_is_a_text_in_both_languages(self):
        texts = list(english_texts())
        missing = []
        for folder in ("real", "predict"):
            for file in sorted((ROOT / folder).rglob("*.cpp")) + sorted((ROOT / folder).rglob("*.h")):
                name = str(file.relative_to(ROOT))
                if name in TEXTS_ONLY_FOR_FILES:
                    continue
                for sentence in sentences(file.read_text(encoding="utf-8")):
                    if sentence not in NOT_SAID and not any(is_in(text, sentence) for text in texts):
                        missing.append(f"{name}: {sentence}")
        self.assertEqual(missing, [])

    def test_a_sentence_without_its_chinese_is_found(self):
        source = 'throw NotHere(fmt::format("{} B of the moon; "\n "as root: `go`", 3)); // "a b"'
        self.assertEqual(list(sentences(source)), ["{} B of the moon", "as root: `{}`"])
        self.assertFalse(any("B of the moon" in text for text in english_texts()))


if __name__ == "__main__":
    unittest.main()
