#!/usr/bin/env python3
"""The console's page, used for real in headless Chromium before a stand-in console.

    checks.py CHECK [ARGUMENT] [--pictures FOLDER]     # exits 0 where it holds, else says what does not
    checks.py --list"""
import asyncio, inspect, sys
import deeds, looks
from browser import Broken
from page import Pictures

CHECKS = {
    name: check
    for module in (looks, deeds)
    for name, check in inspect.getmembers(module, inspect.iscoroutinefunction)
    if check.__module__ == module.__name__
}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    if "--list" in arguments:
        print("\n".join(CHECKS))
        sys.exit()
    if "--pictures" in arguments:
        at = arguments.index("--pictures")
        Pictures.folder = arguments[at + 1]
        del arguments[at : at + 2]
    try:
        asyncio.run(CHECKS[arguments[0]](*arguments[1:]))
    except (AssertionError, Broken) as problem:
        sys.exit(str(problem))
