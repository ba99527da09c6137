#!/usr/bin/env python3
"""Output files appear whole or not at all, whatever goes wrong."""
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest

from support import PROGRAM, SECONDS, InFolder, environment, run

OLD = "what was there before\n"


def export(*arguments, **options):
    return run("export", "four-ways", "--case", "sendfile", "--format", "csv", *arguments, **options)


class Whole(InFolder):
    def test_a_file_is_replaced_and_keeps_its_mode(self):
        target = self.folder / "out.csv"
        target.write_text(OLD, encoding="utf-8")
        target.chmod(0o640)
        self.assertEqual(export("-o", target).returncode, 0)
        self.assertTrue(target.read_text(encoding="utf-8").startswith("begin_ps,"))
        self.assertEqual(target.stat().st_mode & 0o777, 0o640)
        self.assertEqual(self.files(), ["out.csv", "small.toml"])

    def test_a_new_file_has_the_mode_that_the_umask_leaves(self):
        target = self.folder / "out.csv"
        export("-o", target, preexec_fn=lambda: os.umask(0o027))
        self.assertEqual(target.stat().st_mode & 0o777, 0o640)

    def test_a_link_stays_a_link(self):
        target, link = self.folder / "real.csv", self.folder / "link.csv"
        target.write_text(OLD, encoding="utf-8")
        link.symlink_to("real.csv")
        self.assertEqual(export("-o", link).returncode, 0)
        self.assertTrue(link.is_symlink())
        self.assertTrue(target.read_text(encoding="utf-8").startswith("begin_ps,"))

    def test_what_is_no_regular_file_is_written_to_as_it_is(self):
        self.assertEqual(export("-o", "/dev/null").returncode, 0)
        self.assertTrue(os.path.exists("/dev/null") and not os.path.isfile("/dev/null"))

    def test_standard_output_is_a_dash(self):
        self.assertEqual(export("-o", "-", cwd=self.folder).stdout.count("\n"), 10)
        self.assertEqual(self.files(), ["small.toml"])

    def test_a_name_of_255_bytes_is_no_longer_than_it_may_be(self):
        self.assertEqual(export("-o", self.folder / ("n" * 251 + ".csv")).returncode, 0)


class Intact(InFolder):
    def setUp(self):
        super().setUp()
        self.target = self.folder / "out.csv"
        self.target.write_text(OLD, encoding="utf-8")

    def check_intact(self):
        self.assertEqual(self.target.read_text(encoding="utf-8"), OLD)
        self.assertEqual(self.files(), ["out.csv", "small.toml"])

    def test_an_error_before_the_end_leaves_the_old_file(self):
        outcome = run("export", "four-ways", "--case", "sendfile", "--format", "csv", "-o", self.target,
                      "--set", "chunk=0")
        self.assertEqual(outcome.returncode, 2)
        self.check_intact()

    def test_a_file_size_limit_leaves_the_old_file(self):
        outcome = subprocess.run(
            ["bash", "-c", f"ulimit -f 1; {PROGRAM} export big-file --case read-write --format csv -o out.csv"],
            capture_output=True, timeout=SECONDS, env=environment(), cwd=self.folder, encoding="utf-8")
        self.assertEqual(outcome.returncode, 3, outcome.stderr)
        self.assertIn("File too large", outcome.stderr)
        self.check_intact()

    def test_a_full_disk_leaves_the_old_file(self):
        if not shutil.which("unshare"):
            self.skipTest("unshare is not installed")
        script = f"""mount -t tmpfs -o size=64k tmpfs {self.folder} || exit 77
            cd {self.folder}; echo old > out.csv
            {PROGRAM} export big-file --case read-write --format csv -o out.csv; echo $?
            ls -A; cat out.csv"""
        outcome = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script],
                                 capture_output=True, timeout=SECONDS, env=environment(), encoding="utf-8")
        if "unshare:" in outcome.stderr or outcome.returncode == 77:
            self.skipTest("no mount in a user namespace here: " + outcome.stderr.strip())
        self.assertEqual(outcome.stdout.split(), ["3", "out.csv", "old"])
        self.assertIn("No space left on device", outcome.stderr)

    def test_a_full_device_is_an_error(self):
        outcome = export("-o", "/dev/full")
        self.assertEqual(outcome.returncode, 3)
        self.assertIn("No space left on device", outcome.stderr)

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_folder_without_permission_is_3(self):
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        self.assertEqual(export("-o", self.folder / "new.csv").returncode, 3)
        self.assertEqual(export("-o", self.target).returncode, 3)
        self.check_intact()

    def test_a_folder_that_may_not_be_written_is_3_for_root_too(self):
        # /proc takes no new files from anybody.
        self.assertIn(export("-o", "/proc/copyscope.csv").returncode, (2, 3))

    def test_a_kill_in_the_middle_leaves_the_old_file(self):
        command = [PROGRAM, "export", "many-small-chunks", "--case", "read-write-4kb", "--set", "file_size=2GB",
                   "--format", "csv", "-o", "out.csv"]
        with subprocess.Popen(command, env=environment(), cwd=self.folder) as process:
            end = time.monotonic() + SECONDS
            while len(self.files()) < 3 and time.monotonic() < end:  # until it has begun to write
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertEqual(self.target.read_text(encoding="utf-8"), OLD)

    def test_an_interrupt_while_writing_leaves_no_temporary_file(self):
        command = [PROGRAM, "export", "many-small-chunks", "--case", "read-write-4kb", "--set", "file_size=2GB",
                   "--format", "csv", "-o", "out.csv"]
        with subprocess.Popen(command, env=environment(), cwd=self.folder) as process:
            end = time.monotonic() + SECONDS
            while len(self.files()) < 3 and time.monotonic() < end:
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
        self.assertEqual(process.returncode, 130)
        self.check_intact()


if __name__ == "__main__":
    sys.exit(unittest.main())
