"""What stands behind each command of the command line: one module per command.

A module has `add_parser(subparsers)` and `run(args, out, err)`, which returns the exit status:
0 done, 1 what was checked does not stand (`verify`), 2 unusable input (then nothing is written to `out`).
"""
