# SPDX-FileCopyrightText: 2026 Ledgercast contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Read by build, run and test: where the sources are, how to say something, how to set up and compile.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Objects compiled for one preset serve the others, and a second checkout: paths are taken relative to the sources.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$@"; exit 1; }

# compile PRESET: configures when the build folder is missing or older than the presets, then builds.
compile() {
    local preset=$1 folder=$root/build/$1
    if [[ ! -f $folder/build.ninja || $root/CMakePresets.json -nt $folder/build.ninja ]]; then
        say "Configuring the preset \"$preset\"."
        (cd "$root" && cmake --preset "$preset" -Wno-dev --log-level=NOTICE) >&2
    fi
    (cd "$root" && cmake --build --preset "$preset" --parallel 2) >&2
}
