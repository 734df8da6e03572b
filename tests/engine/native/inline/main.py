"""Runs the program of examples/native-python by the Automation API: `main.py up|preview|destroy STACK PROGRAM`.

The host for Python programs is not needed for it. Configuration is in the variable CONFIG, a map in JSON.
"""

import json
import os
import runpy
import sys

from pulumi import automation as auto

_, command, name, program = sys.argv
stack = auto.create_or_select_stack(
    stack_name=name, project_name="quickstart", program=lambda: runpy.run_path(program) and None
)
stack.set_all_config({key: auto.ConfigValue(value) for key, value in json.loads(os.environ["CONFIG"]).items()})
try:
    getattr(stack, command)(on_output=lambda text: print(text, flush=True))
except auto.CommandError as error:
    sys.exit(str(error))
