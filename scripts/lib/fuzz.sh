# The API's own description turned against it: schemathesis makes requests from openapi/congvan.v1.yaml and sends them to a
# demo, as each kind of person and as nobody. No answer may be a 5xx or other than described (status, content type, body).
# Sourced after common.sh; runs in the repository's root. Called by scripts/test and scripts/fuzz.
# shellcheck shell=bash

# Who signs in; "nobody" does not. One of each kind: what a person may do hangs on role and post.
FUZZ_ROLES=${FUZZ_ROLES:-vanthu quantri chutich chanhvanphong truongphong.kinhte chuyenvien.kinhte1 theodoi motcua nobody}
FUZZ_SEED=${FUZZ_SEED:-20261128}
# For each operation and role, in each phase but coverage, which has as many as the description gives.
FUZZ_CASES=${FUZZ_CASES:-10}
FUZZ_PHASES=${FUZZ_PHASES:-fuzzing,stateful}
# Run at the same time.
FUZZ_PARALLEL=${FUZZ_PARALLEL:-2}
# sqlite or postgres (at TEST_POSTGRES_URL); a new database for each role.
FUZZ_ENGINE=${FUZZ_ENGINE:-sqlite}
# Those that would shut out the person as whom it is asked, or somebody else; and the stream, which stays open for minutes.
FUZZ_LEFT_OUT='streamEvents login refreshSession logout endSession changePassword resetPassword requestPasswordReset resetForgottenPassword
  enrolSecondFactor confirmSecondFactor makeRecoveryCodes removeSecondFactor resetSecondFactor removeIdentity
  removeIdentityOfPerson'

# fuzz_install DIR: schemathesis at the pinned versions, kept there until they change.
fuzz_install() {
  local pinned=tests/fuzz/requirements.txt
  if cmp -s "$pinned" "$1/installed"; then return 0; fi
  rm -rf "$1"
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: --require-hashes --requirement "$pinned"
  cp "$pinned" "$1/installed"
}

# fuzz_token BASE NAME: signs in to the demo.
fuzz_token() {
  curl -sSf "$1/api/v1/sessions" -H 'Content-Type: application/json' \
    --data "{\"username\":\"$2\",\"password\":\"demo\"}" | jq -er .access_token
}

# fuzz_database NAME: the URL of a new database, or nothing for SQLite.
fuzz_database() {
  [ "$FUZZ_ENGINE" = postgres ] || return 0
  local name="congvan_fuzz_${1//[^a-z0-9]/_}"
  psql -q -d "$TEST_POSTGRES_URL" -c "DROP DATABASE IF EXISTS $name WITH (FORCE)" -c "CREATE DATABASE $name" 1>&2
  say "${TEST_POSTGRES_URL%/*}/$name"
}

# fuzz_demo BINARY DIR PORT DATABASE_URL: starts a demo whose limits are out of the way; its process id is in DIR/pid.
fuzz_demo() {
  mkdir -p "$2"
  (
    cd "$2" || exit
    export CONGVAN_LISTEN="127.0.0.1:$3" CONGVAN_DATABASE_URL="$4" CONGVAN_DATA="$2/data" CONGVAN_LOG=warn
    export CONGVAN_ACCESS_TOKEN_MINUTES=60 CONGVAN_ANONYMOUS_BURST=1000000 CONGVAN_ANONYMOUS_PER_SECOND=1000
    exec "$1" serve --demo >"$2/server.log" 2>&1
  ) &
  printf '%s\n' "$!" >"$2/pid"
  wait_for 90 "the demo at port $3" curl -sf "http://127.0.0.1:$3/api/v1/health"
}

# fuzz_role BINARY VENV DIR NAME PHASES: one person against a demo of their own, so that no run sees what another has done.
# What was found is in DIR/report.
fuzz_role() {
  local binary="$1" venv="$2" dir="$3" name="$4" phases="$5" port database operation status=0 arguments=()
  port=$(free_ports 1)
  database=$(fuzz_database "$name")
  fuzz_demo "$binary" "$dir" "$port" "$database" || return 1
  export FUZZ_BASE="http://127.0.0.1:$port" FUZZ_TOKEN='' FUZZ_EYES
  FUZZ_EYES="[\"$(fuzz_token "$FUZZ_BASE" vanthu)\",\"$(fuzz_token "$FUZZ_BASE" quantri)\"]"
  if [ "$name" != nobody ]; then
    FUZZ_TOKEN=$(fuzz_token "$FUZZ_BASE" "$name")
    arguments+=(--header "Authorization: Bearer $FUZZ_TOKEN")
  fi
  for operation in $FUZZ_LEFT_OUT; do arguments+=(--exclude-operation-id "$operation"); done
  "$venv/bin/schemathesis" --config-file tests/fuzz/schemathesis.toml run openapi/congvan.v1.yaml --url "$FUZZ_BASE" \
    --seed "$FUZZ_SEED" --max-examples "$FUZZ_CASES" --phases "$phases" --no-color --warnings off \
    "${arguments[@]}" >"$dir/report" 2>&1 || status=$?
  # Otherwise most of it was answered 401, and nothing was tried.
  if [ "$name" != nobody ] && ! curl -sf "$FUZZ_BASE/api/v1/me" -H "Authorization: Bearer $FUZZ_TOKEN" >>"$dir/report"; then
    say "$name was signed out on the way" >>"$dir/report"
    status=1
  fi
  kill "$(cat "$dir/pid")"
  wait "$(cat "$dir/pid")" || status=1
  if [ "$status" -eq 0 ]; then
    : >"$dir/passed"
    say "  $name: $(sed -n 's/^ *\([0-9]* generated\).*/\1/p' "$dir/report")"
  else
    sed -n '/FAILURES/,$p' "$dir/report" | head -n 200
    tail -n 20 "$dir/server.log"
    say "  $name: FAILED, see $dir"
  fi
  return "$status"
}

# fuzz_everyone BINARY VENV DIR [COVERED]: every role; those that are named last with every kind of value that the description
# gives, too, which takes several times as long.
fuzz_everyone() {
  local binary="$1" venv="$2" dir="$3" covered=" ${4:-} " name phases failed=0
  fuzz_install "$venv"
  for name in $FUZZ_ROLES; do
    phases=$FUZZ_PHASES
    if [[ "$covered" == *" $name "* ]]; then phases="coverage,$phases"; fi
    while [ "$(jobs -rp | wc -l)" -ge "$FUZZ_PARALLEL" ]; do wait -n || true; done
    fuzz_role "$binary" "$venv" "$dir/$name" "$name" "$phases" &
  done
  wait
  for name in $FUZZ_ROLES; do [ -e "$dir/$name/passed" ] || failed=1; done
  return "$failed"
}
