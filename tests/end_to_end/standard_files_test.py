#!/usr/bin/env python3
"""Standard input, output and error may each be closed or full: the work is done all the same, and the
exit status tells what became of the results. Messages decide nothing."""
import subprocess
import sys
import unittest

from support import PROGRAM, SECONDS, InFolder, environment

WORKS = [["--version"], ["--help"], ["list"], ["list", "--json"], ["explain", "splice"], ["run", "four-ways"],
         ["run", "small.toml", "--json"], ["run", "small.toml", "--steps"], ["check", "four-ways"],
         ["export", "small.toml", "--case", "plain", "--format", "csv", "-o", "-"], [],
         ["real", "small.toml", "--case", "plain", "--path", "loopback", "--rounds", "1", "--json"],
         ["compare", "small.toml", "--case", "plain", "--path", "loopback", "--rounds", "1"]]
REFUSED = [["nonsense"], ["run", "missing.toml"], ["run", "small.toml", "--nope"], ["check", "missing.toml"],
           ["explain", "nope"], ["export", "small.toml", "--case", "nope", "--format", "csv", "-o", "x.csv"],
           ["gui", "nonsense"], ["real", "small.toml", "--file", "missing"], ["compare", "nonsense"]]


class StandardFiles(InFolder):
    def status(self, arguments, redirection):
        """What the shell says of the program with this redirection; its results when they are kept."""
        outcome = subprocess.run(["bash", "-c", f'exec "$0" "$@" {redirection}', PROGRAM, *arguments],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                 timeout=SECONDS, env=environment(), cwd=self.folder, encoding="utf-8")
        return outcome.returncode, outcome.stdout, outcome.stderr

    def check_all(self, cases, redirection, expected, look=lambda arguments, output, errors: None):
        """All of them end with that status, and what they say is looked at."""
        for arguments in cases:
            with self.subTest(arguments=arguments, redirection=redirection):
                status, output, errors = self.status(arguments, redirection)
                self.assertEqual(status, expected, errors)
                look(arguments, output, errors)

    def test_results_come_whole_where_standard_error_cannot_be_written(self):
        def look(arguments, output, _):
            self.assertNotEqual(output, "")
            if arguments[:1] not in (["real"], ["compare"]):  # whose figures are never twice the same
                self.assertEqual(output, self.status(arguments, "")[1])
        for redirection in ("2>&-", "2>/dev/full", "2>&- <&-"):
            self.check_all(WORKS, redirection, 0, look)

    def test_bad_input_is_2_where_nobody_can_be_told(self):
        for redirection in ("2>&-", "2>/dev/full", "2>&- >&- <&-"):
            self.check_all(REFUSED, redirection, 2, lambda _, output, errors: self.assertEqual(output, ""))

    def test_a_standard_output_that_is_closed_or_full_is_3_and_said(self):
        for redirection, why in ((">&-", "Bad file descriptor"), (">/dev/full", "No space left on device")):
            said = f"cannot write to standard output: {why}"
            self.check_all(WORKS, redirection, 3, lambda _, output, errors, said=said: self.assertIn(said, errors))

    def test_both_closed_or_full_are_3(self):
        for redirection in (">&- 2>&-", ">/dev/full 2>/dev/full", "<&- >&- 2>&-"):
            self.check_all(WORKS, redirection, 3)

    def test_a_closed_standard_input_matters_to_whoever_reads_it(self):
        self.check_all(WORKS, "<&-", 0)
        status, _, errors = self.status(["run", "-"], "<&-")
        self.assertEqual(status, 2)
        self.assertIn("cannot read standard input: Bad file descriptor", errors)

    def test_a_file_is_written_whole_and_takes_no_message_in(self):
        # The program opens it while the number of standard error is free.
        arguments = ["export", "small.toml", "--case", "plain", "--format", "csv", "-o"]
        self.assertEqual(self.status([*arguments, "plain.csv"], "")[0], 0)
        for redirection in ("2>&-", ">&-", "<&- >&- 2>&-"):
            self.assertEqual(self.status([*arguments, "out.csv"], redirection)[0], 0)
            self.assertEqual((self.folder / "out.csv").read_bytes(), (self.folder / "plain.csv").read_bytes())
            (self.folder / "out.csv").unlink()


if __name__ == "__main__":
    sys.exit(unittest.main())
