"""The command line: one module per command; `main` puts them together.

A command parses its arguments, calls the library and prints. Data goes to standard output, talk to standard error;
library errors become one line and an exit code in `main` alone.
"""
