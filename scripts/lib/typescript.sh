# The TypeScript client: its types made from the OpenAPI file, compiled, and driven in a browser. Sourced after common.sh; runs in
# the repository's root.
# shellcheck shell=bash

TYPESCRIPT=clients/typescript
# Permissive ones; what deny.toml allows of crates, and argparse's.
TYPESCRIPT_LICENCES='["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "Python-2.0", "(MIT OR CC0-1.0)"]'

# npm_install DIR: exactly what its lock file names, from the registry that this machine asks; no package runs a script of its own.
npm_install() {
  local others
  if grep -q '"resolved"' "$1/package-lock.json"; then
    die "$1/package-lock.json names a registry; $1/.npmrc was passed over"
  fi
  others=$(jq -r --argjson allowed "$TYPESCRIPT_LICENCES" '.packages | to_entries[] | select(.value.license as $it | $allowed | index([$it]) | not)
    | "\(.key): \(.value.license // "no licence")"' "$1/package-lock.json")
  [ -z "$others" ] || die "licences that are not allowed: $others"
  npm --prefix "$1" ci --ignore-scripts --no-progress --loglevel=warn
}

typescript_install() { npm_install "$TYPESCRIPT"; }

typescript_run() { npm --prefix "$TYPESCRIPT" run --silent "$@"; }

# The types as the OpenAPI file has them now.
typescript_generate() { typescript_run generate; }

# They are those that are kept.
typescript_compare() {
  local made same=0
  made=$(mktemp)
  typescript_run generate -- "$made"
  diff -u "$TYPESCRIPT/src/schema.ts" "$made" | head -n 40 || same=$?
  rm -f "$made"
  [ "$same" -eq 0 ] || die "$TYPESCRIPT/src/schema.ts is old: run scripts/typescript generate"
}

# The client, then the page that plays with what came of it.
typescript_compile() {
  rm -rf "$TYPESCRIPT/dist"
  typescript_run build
  typescript_run check
}

# Everything; TEST_CONGVAN_BIN names the binary that the page talks to.
typescript_check() {
  typescript_install
  typescript_compare
  typescript_compile
  typescript_run story
  typescript_run systems
}
