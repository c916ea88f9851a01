"""Compiles the modules that every record passes through, with mypyc, when a wheel is built.

An editable install stays plain Python, so that what is tested is what was just written. Both give the same answers; the
compiled one takes a third of the time. HOLDCHECK_COMPILE=0 leaves the wheel plain, HOLDCHECK_COMPILE=1 makes a build
fail that cannot compile, and without either such a build falls back to plain Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """
import sys
from mypyc.build import mypycify
from pybind11.setup_helpers import ParallelCompile
from setuptools import setup

target, *modules = sys.argv[1:]
ParallelCompile(default=0).install()
extensions = mypycify(
    ["--config-file=", "--cache-dir", target + "/types", "--ignore-missing-imports", *modules],
    opt_level="2", debug_level="0", multi_file=True, target_dir=target + "/c",
)
arguments = ["build_ext", "--build-lib", target + "/lib", "--build-temp", target + "/objects"]
setup(name="holdcheck", ext_modules=extensions, script_args=arguments)
"""
"""Run in a process of its own: setuptools changes the process it runs in."""


class CompilingError(Exception):
    """What mypyc or the C compiler said."""


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled modules to a wheel, beside their sources; the modules are named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless the install is editable or that is not wanted."""
        wanted = os.environ.get("HOLDCHECK_COMPILE", "")
        if self.target_name != "wheel" or version == "editable" or wanted == "0":
            return
        self._target = tempfile.mkdtemp()
        try:
            self._compile()
        except (OSError, CompilingError) as error:
            if wanted == "1":
                raise
            self.app.display_warning(f"not compiled, plain Python instead: {error}")
            return
        library = Path(self._target, "lib")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"] |= {
            str(each): each.relative_to(library).as_posix() for each in library.rglob("*") if each.is_file()
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what compiling left."""
        if hasattr(self, "_target"):
            shutil.rmtree(self._target)

    def _compile(self) -> None:
        source = Path(self.root, "src")
        named = [each.relative_to(source).as_posix() for each in sorted(source.rglob("*.py"))]
        modules = [
            each
            for each in named
            if any(fnmatch(each, pattern) for pattern in self.config["modules"]) and each not in self.config["except"]
        ]
        flags = {"CFLAGS": f"{os.environ.get('CFLAGS', '')} -fvisibility=hidden"} if os.name == "posix" else {}
        command = [sys.executable, "-c", _SETUP, self._target, *modules]
        done = subprocess.run(
            command, cwd=source, env={**os.environ, **flags}, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise CompilingError("\n".join((done.stdout + done.stderr).splitlines()[-40:]))
