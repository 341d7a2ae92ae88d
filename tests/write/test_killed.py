"""A writer killed at any instant leaves the old file or the new one, whole."""

import itertools
import os
import random
import select
import signal
import subprocess
import sys
from itertools import groupby

import pytest

from kb.read.table import read_table
from kb.write.table import append_rows

N_KILLS = 40
ROWS_PER_SAVE = 50

#: For each line on stdin, forks a writer that saves again and again; says when it has been killed.
DRIVER = f"""
import itertools, os, sys
import pandas as pd
from kb.write.table import append_rows

append_rows(sys.argv[2], pd.DataFrame({{"title": ["warm up"]}}))
append_rows(sys.argv[2], pd.DataFrame({{"title": ["warm up"]}}))
for line in sys.stdin:
    if (writer := os.fork()) == 0:
        print(os.getpid(), flush=True)
        for save in itertools.count(int(line)):
            rows = pd.DataFrame({{"title": [f"save {{save}}"] * {ROWS_PER_SAVE}}})
            append_rows(sys.argv[1], rows)
    os.waitpid(writer, 0)
    print("killed", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks and SIGKILL are those of POSIX")
def test_the_file_is_always_whole(tmp_path):
    """After each of many kills at random moments it holds whole saves, behind what it held."""
    path = tmp_path / "data" / "events.csv"
    path.parent.mkdir()
    path.write_bytes(b'date,title,note\r\n"2022-08-30",start,' + b"y" * 2_000_000 + b"\r\n")
    moments = random.Random(20220906)
    content = path.read_bytes()
    n_saves = 0
    command = [sys.executable, "-c", DRIVER, str(path), str(tmp_path / "other.csv")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as driver:
        assert driver.stdin
        assert driver.stdout
        for kill in itertools.count():
            if kill >= N_KILLS and n_saves:
                break
            print(n_saves, file=driver.stdin, flush=True)
            writer = int(driver.stdout.readline())
            # Nothing comes by the pipe while the writer lives: this ends when the time is over,
            # which is longer where the machine has been too slow to save anything.
            select.select([driver.stdout], [], [], moments.uniform(0, 0.12 * (1 + kill // N_KILLS)))
            os.kill(writer, signal.SIGKILL)
            assert driver.stdout.readline() == "killed\n"

            before, content = content, path.read_bytes()
            assert content.startswith(before)
            table = read_table(path)
            assert table.issues == []
            saves = [(title, len(list(rows))) for title, rows in groupby(table.frame["title"])]
            n_saves = len(saves) - 1
            expected = [(f"save {number}", ROWS_PER_SAVE) for number in range(n_saves)]
            assert saves == [("start", 1), *expected]
        driver.stdin.close()
    append_rows(path, table.frame.iloc[1:2])
    assert {file.name for file in path.parent.iterdir()} == {"events.csv", ".events.csv.lock.tmp"}
