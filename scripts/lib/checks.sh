# The steps of scripts/test that are more than one command. Sourced after common.sh; runs in the repository's root.
# shellcheck shell=bash

CARGO_DENY_VERSION=0.20.2

target_dir() { cargo metadata --format-version 1 --no-deps --locked | jq -r .target_directory; }

# Every shell script we have: by its first line, or its name.
check_scripts() {
  local scripts
  mapfile -t scripts < <(find scripts .ci packaging/debian packaging/congvan-hand-in crates/paper/src/convert/confine.sh -type f -not -name '*.txt' | sort)
  shellcheck --external-sources "${scripts[@]}"
}

# The example settings must be enough to make the file whole. Needs no engine.
check_compose() { docker-compose --env-file .env.example --file docker-compose.yml config -q; }

# The first build of the run: with the system's libpq, OpenSSL and SQLite out of reach. Build scripts remember what they found,
# so only a build that starts without them shows anything; a fresh clone's does. All targets at once: what the tests need has the
# same features then, and is not built twice; scripts/release later builds the binary alone.
build_without_dev_libraries() {
  local target="$1" unshare=(unshare --mount) build=(cargo build --workspace --all-targets --locked) before after
  is_root || unshare=(unshare --map-root-user --mount)
  before=$(compgen -G "$target/debug/build/openssl-sys-*" || true)
  if "${unshare[@]}" true 2>/dev/null; then
    "${unshare[@]}" scripts/lib/without-dev-libraries "${build[@]}"
    if [ -n "$before" ]; then
      say "NOT SHOWN in this run: the build without libpq-dev, libssl-dev and libsqlite3-dev ($target had their crates built before)"
    fi
  else
    "${build[@]}"
    after=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' libpq-dev libssl-dev libsqlite3-dev 2>/dev/null |
      awk '$2 == "installed" { print $1 }' | tr '\n' ' ' || true)
    [ -z "$after" ] || say "NOT SHOWN in this run: the build without ${after}(no mount namespace is permitted here); only the check below"
  fi
  check_linked "$target/debug/congvan"
}

# The binary asks the system for none of them.
check_linked() {
  local needed
  needed=$(ldd "$1")
  if grep -E 'lib(pq|ssl|crypto|sqlite3)\.so' <<<"$needed"; then
    die "$1 is linked to a system library that should be compiled in"
  fi
  say "ldd $(basename "$1"): no libpq, libssl, libcrypto, libsqlite3"
}

# cargo-deny, from PATH or kept under target/tools: built by others and pinned by its hash, which takes seconds; made here, where there
# is none of theirs for this machine. A debug build of it does: it is made in minutes and runs for a second.
install_cargo_deny() {
  local tools="$1/tools"
  PATH="$tools/bin:$PATH:$tools/deny/bin"
  if ! have cargo-deny; then
    if ! { python3 -m venv "$tools/deny" && "$tools/deny/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
      --require-hashes --requirement scripts/lib/cargo-deny.txt; }; then
      cargo install cargo-deny --version "$CARGO_DENY_VERSION" --locked --debug --quiet --root "$tools" --target-dir "$tools/build"
      rm -rf "$tools/build"
    fi
  fi
  say "$(cargo deny --version)"
}

# Known vulnerabilities, where their database can be fetched; otherwise one line that says they were not looked up.
check_advisories() {
  local why
  if why=$(timeout 180 cargo deny fetch db 2>&1); then
    cargo deny --offline check advisories
  else
    say "advisories NOT CHECKED: $(grep -iE 'fatal|error' <<<"${why:-no answer in time}" | tail -n 1)"
  fi
}

# Plain cargo test, unit, property, black-box and documentation tests: the same everywhere, and nothing is compiled again for it
# (nextest leaves the documentation tests to a second command, which costs another build of diesel).
# More threads than cores: a test of the whole waits for mails, clocks and servers half of its time.
run_tests() { RUST_TEST_THREADS=${RUST_TEST_THREADS:-$(($(nproc) * 3))} cargo test --workspace --locked; }
