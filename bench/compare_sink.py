#!/usr/bin/env python3
"""What a send costs on the sink: the order of the methods, their ratios, and a plain C loop beside.

    bench/compare_sink.py [build/release] [--turns 20]

1. `copyscope real --path sink`, 60 KiB a send, with and without scatter-gather: CPU time of each
   method as a share of read + send's, and in how many of the runs read + send cost more than
   mmap + send, that more than sendfile, and that more than MSG_ZEROCOPY; what the kernel said.
2. bench/sink_plain_loop.c makes the same sends on a card of the same kind; the ratio is 1 where
   Copyscope costs nothing.

It prints figures and decides nothing: a machine that does something else meanwhile spoils them. No
root is needed.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
METHODS = ["read-write", "mmap-write", "sendfile", "splice", "vmsplice-splice", "msg-zerocopy",
           "io-uring", "io-uring-zc"]
ORDER = ["read-write", "mmap-write", "sendfile", "msg-zerocopy"]
PLAIN = ["read-write", "mmap-write", "sendfile"]
CHUNK = 60 << 10
FILES, FILE = 3, 32 << 20  # as Copyscope sends from, so that both find them as cold
PASSES = 24
CARD = """
set -e
ip link add sink type bridge mcast_snooping 0
echo 1 > /proc/sys/net/ipv6/conf/sink/disable_ipv6 || true
ip link set sink multicast off mtu 65535
ip addr add 198.18.0.5/30 dev sink
ip link set sink up
ip neigh add 198.18.0.6 lladdr 02:00:00:00:00:01 dev sink nud permanent
exec "$@"
"""


def scenario(folder):
    path = os.path.join(folder, "sink.toml")
    cases = "".join(
        f'[[case]]\nid = "{method}{name}"\nmethod = "{method}"\n'
        f"machine.nic.scatter_gather = {gathers}\n"
        for method in METHODS
        for name, gathers in (("-sg", "true"), ("", "false"))
    )
    with open(path, "w", encoding="utf-8") as out:
        out.write(
            'schema = 1\nid = "sink"\ntitle = { en = "sink" }\n'
            '[workload]\nfile_size = "240 KiB"\nchunk = "60 KiB"\npage_cache = 1\n' + cases
        )
    return path


def measured(program, plan, *arguments):
    done = subprocess.run(
        [program, "real", plan, "--path", "sink", "--rounds", "1", "--json", *arguments],
        capture_output=True, text=True, check=True,
    )
    return {case["id"]: case for case in json.loads(done.stdout)["cases"]}


def share(runs, case, of):
    return [run[case]["sink"]["cpu_ps_per_send"] / run[of]["sink"]["cpu_ps_per_send"]
            for run in runs if "sink" in run[case] and "sink" in run[of]]


def print_methods(runs):
    for suffix, what in (("-sg", "with scatter-gather"), ("", "without")):
        print(f"{what}:")
        for method in METHODS:
            mine = [run[method + suffix].get("sink") for run in runs]
            mine = [each for each in mine if each]
            if not mine:
                print(f"  {method:16} unavailable: {runs[0][method + suffix].get('reason')}")
                continue
            shares = share(runs, method + suffix, "read-write" + suffix)
            alone = statistics.median(each["cpu_ps_per_send"] for each in mine) / 1e6
            both = statistics.median(
                each["cpu_ps_per_send"] + each["mapping_ps"] for each in mine) / 1e6
            print(
                f"  {method:16} {alone:6.2f} us a send ({both:6.2f} with mapping), "
                f"{statistics.median(shares):.2f} of read + send "
                f"({min(shares):.2f} to {max(shares):.2f}); "
                f"copied {sum(each['copied'] for each in mine)}, "
                f"not {sum(each['not_copied'] for each in mine)}, {mine[0]['verdict_evidence']}"
            )


def print_order(program, plan, turns):
    """In runs of these alone, so that each has its share of the time."""
    cases = [f"{method}-sg" for method in ORDER]

    def held(run):
        costs = [run[case]["sink"]["cpu_ps_per_send"] for case in cases]
        return all(a > b for a, b in zip(costs, costs[1:]))

    chosen = [argument for case in cases for argument in ("--case", case)]
    runs = [measured(program, plan, *chosen) for _ in range(turns)]
    whole = [run for run in runs if all("sink" in run[case] for case in cases)]
    print(f"{' > '.join(ORDER)}: in {sum(held(run) for run in whole)} of {len(whole)} runs")


def at_its_pace(lines):
    """The median of those passes of the loop in which the CPU kept its pace, as of Copyscope's."""
    passes = [tuple(map(float, line.split())) for line in lines.splitlines()]
    most = min(pace for _, pace in passes) * 15 / 14
    return statistics.median(cost for cost, pace in passes if pace <= most)


def beside_plain_loop(folder, program, plan, turns):
    loop = os.path.join(folder, "loop")
    subprocess.run(["clang", "-O2", "-o", loop, os.path.join(HERE, "sink_plain_loop.c")], check=True)
    files = [os.path.join(folder, f"file{i}") for i in range(FILES)]
    for file in files:
        with open(file, "wb") as out:
            out.write(os.urandom(FILE))
            out.flush()
            os.fsync(out.fileno())
            os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with open(file, "rb", buffering=0) as through:
            while through.read(64 << 10):  # as real/cache_state.cpp does, and says why
                pass
    cpu = str(max(os.sched_getaffinity(0)))
    enter = ["unshare", "-Urn", "sh", "-c", CARD, "sh"]
    ours, theirs = {m: [] for m in PLAIN}, {m: [] for m in PLAIN}
    for _ in range(turns):
        for method in PLAIN:
            done = subprocess.run(
                [*enter, loop, method, str(CHUNK), str(PASSES), cpu, *files],
                capture_output=True, text=True, check=False)
            if done.returncode != 0:
                print(f"no card for the plain loop here: {done.stderr.strip()}")
                return
            theirs[method].append(at_its_pace(done.stdout))
            run = measured(program, plan, "--case", method + "-sg")  # as alone as the loop
            ours[method].append(run[method + "-sg"]["sink"]["cpu_ps_per_send"] / 1e3)
    # A CPU may be slower for a whole turn of the one or the other: their quickest turns are compared.
    for method in PLAIN:
        a, b = min(ours[method]), min(theirs[method])
        print(f"{method:11} copyscope {a / 1e3:6.2f} us a send, plain loop {b / 1e3:6.2f} us, "
              f"throughput {b / a:.3f} of the loop's")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", nargs="?", default="build/release")
    parser.add_argument("--turns", type=int, default=20)
    options = parser.parse_args()
    program = os.path.join(options.build, "copyscope")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        plan = scenario(folder)
        runs = [measured(program, plan) for _ in range(options.turns)]
        if not any("sink" in case for case in runs[0].values()):
            print(f"no sink here: {next(iter(runs[0].values())).get('reason')}")
            return
        print_methods(runs)
        print_order(program, plan, options.turns)
        if shutil.which("ip") and shutil.which("unshare"):
            beside_plain_loop(folder, program, plan, max(3, options.turns // 4))


if __name__ == "__main__":
    main()
