#!/usr/bin/env python3
"""Times the reading of a CSV file against pandas, and prints a table in Markdown.

usage: python3 bench/table_reading.py [--rows 100000] [--columns 100] [--times 3] [--python /usr/bin/python3] [--maven "mvn -o"]

The file has columns of numbers with four digits after the point, and one of five classes. Both sides take turns, each in a
fresh process; the clock starts when its libraries are loaded. pandas reads with its default engine, in C. Ours checks each field,
splits off test rows and computes SHA-256 digests of all numbers as well. Needs Maven, a JDK and pandas (Debian's python3-pandas).
"""

import argparse
import pathlib
import random
import statistics
import subprocess
import tempfile

from common import bare_environment, build, java, log

PANDAS = "import sys, time, pandas; start = time.perf_counter(); pandas.read_csv(sys.argv[1]); print(time.perf_counter() - start)"
DIFFERENT_ROWS = 2000


def write(file, rows, columns):
    numbers = random.Random(1)
    lines = [
        ",".join([f"{numbers.gauss(label, 1):.4f}" for _ in range(columns)] + [f"k{label}"]) + "\n"
        for label in (numbers.randrange(5) for _ in range(DIFFERENT_ROWS))
    ]
    with open(file, "w") as out:
        out.write(",".join([f"c{column}" for column in range(columns)] + ["kind"]) + "\n")
        for row in range(rows):
            out.write(lines[row % DIFFERENT_ROWS])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=100)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--python", default="python3")
    parser.add_argument("--maven", default="mvn")
    arguments = parser.parse_args()
    build(arguments.maven)
    environment = bare_environment()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder).resolve() / "table.csv"
        write(file, arguments.rows, arguments.columns)
        ours, theirs = [], []
        for turn in range(arguments.times):
            ours.append(float(java("io.github.mnistlab.bench.TableReading", [str(file)], environment)))
            command = [arguments.python, "-c", PANDAS, str(file)]
            theirs.append(float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout))
            log(f"{turn + 1}: ours {ours[-1]:.2f} s, pandas {theirs[-1]:.2f} s")
    print(f"| {arguments.rows:,} rows of {arguments.columns} columns | median seconds | rows a second |")
    print("| --- | ---: | ---: |")
    for name, seconds in (("mnist-lab", ours), ("pandas", theirs)):
        median = statistics.median(seconds)
        print(f"| {name} | {median:.2f} | {arguments.rows / median:,.0f} |")


if __name__ == "__main__":
    main()
