#!/usr/bin/env bash
# Builds everything in Release and runs every test project, with a PostgreSQL server of its own and a headless Chromium. Needs the .NET SDK; what else is missing is installed with apt.
# The last line is "N passed, N failed, N skipped"; the exit code is 0 only if tests ran and none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_UI_LANGUAGE=en
# A build server that stays behind would keep the pipe of whoever reads this output open.
export MSBUILDDISABLENODEREUSE=1

passed=0 failed=0 skipped=0
finish() {
    echo "$passed passed, $failed failed, $skipped skipped"
    if [[ $failed -eq 0 && $passed -gt 0 ]]; then exit 0; fi
    exit 1
}

if ! command -v dotnet > /dev/null; then
    echo "Install the .NET SDK first (the version is in global.json): https://dot.net" >&2
    failed=1
    finish
fi

source tests/install.sh

# Without ICU, which slim images leave out, not even the SDK starts.
if ! dotnet --version > /dev/null 2>&1 && command -v apt-get > /dev/null; then install libicu-dev; fi

if ! dotnet build -c Release; then
    failed=1
    finish
fi

echo "Build: $SECONDS s"
# The browser tests use the distribution's own Chromium: nothing is downloaded from elsewhere.
if ! command -v chromium > /dev/null && [[ -z ${CHROMIUM_PATH:-} ]] && ! install chromium; then
    echo "Chromium could not be installed; set CHROMIUM_PATH to a Chromium or Chrome." >&2
    failed=1
    finish
fi

log=$(mktemp)
postgres_folder=$(mktemp -d)
postgres_user=()

# pg TOOL [ARGUMENT …]: runs a tool of the newest PostgreSQL there is, as a user who may: the server refuses to run as root.
pg() {
    local tools
    tools=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    (cd "$postgres_folder" && "${postgres_user[@]}" "$tools/$1" "${@:2}")
}

clean_up() {
    if [[ -f $postgres_folder/data/postmaster.pid ]]; then pg pg_ctl stop -D "$postgres_folder/data" -m immediate > /dev/null || true; fi
    rm -rf "$log" "$postgres_folder"
}
trap clean_up EXIT

# A private server that listens on a socket in a folder of its own, and that no other program can find.
start_postgres() {
    if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null; then install postgresql || return 1; fi
    if [[ $EUID -eq 0 ]]; then
        postgres_user=(runuser -u postgres --)
        chown postgres "$postgres_folder" || return 1
    fi
    pg initdb -D "$postgres_folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 > /dev/null || return 1
    pg pg_ctl start -D "$postgres_folder/data" -w -l "$postgres_folder/server.log" -o "-k $postgres_folder -c listen_addresses= -c max_connections=200" > /dev/null || return 1
    export AUDIENCE_EXPORT_POSTGRES="Host=$postgres_folder;Username=postgres"
}

if ! start_postgres; then
    cat "$postgres_folder/server.log" >&2 || true
    echo "PostgreSQL did not start." >&2
    failed=1
    finish
fi

count() { sed -n "s/^ *$1: \([0-9][0-9]*\)$/\1/p" "$log" | tail -n 1 | grep . || echo 0; }

# run TITLE PROJECT [VARIABLE=VALUE …] [-- OPTION …]: runs the tests of a project, with what the environment and the options narrow it to.
run() {
    local title=$1 name=$2 started=$SECONDS status=0 project_failed
    shift 2
    local variables=()
    while [[ $# -gt 0 && $1 != -- ]]; do
        variables+=("$1")
        shift
    done
    shift $(($# > 0 ? 1 : 0))
    env "${variables[@]}" dotnet "tests/$name/bin/Release/net10.0/$name.dll" --no-ansi --progress off --timeout 20m "$@" 2>&1 | tee "$log" || status=$?
    project_failed=$(count failed)
    # A project that crashed, hung or ran no test failed, whatever it counted before.
    if [[ $status -ne 0 && $project_failed -eq 0 ]]; then
        echo "$title ended with exit code $status." >&2
        project_failed=1
    fi
    passed=$((passed + $(count succeeded)))
    failed=$((failed + project_failed))
    skipped=$((skipped + $(count skipped)))
    echo "$title: $((SECONDS - started)) s"
}

for project in tests/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    run "$name" "$name"
done

# Instructions cannot be switched off inside a process: each lane of the kernels' tests has one of its own, and asserts that its switch took effect.
for lane in no-avx512:DOTNET_EnableAVX512 no-avx2:DOTNET_EnableAVX2 scalar:DOTNET_EnableHWIntrinsic; do
    run "Kernels, ${lane%%:*}" Snapchat.AudienceExport.Tests "AUDIENCE_ISA_LANE=${lane%%:*}" "${lane#*:}=0" -- --filter-trait Category=Kernel
done

finish
