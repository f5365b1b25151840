# The OpenID provider that the test suite signs in at: npm's oidc-provider in tests/oidc, as its lock file names it. The tests start
# and end it themselves. Sourced after common.sh and typescript.sh; runs in the repository's root.
# shellcheck shell=bash

PROVIDER=tests/oidc

# What is there already and unchanged stays.
provider_install() {
  if cmp -s "$PROVIDER/package-lock.json" "$PROVIDER/node_modules/.installed"; then return 0; fi
  npm_install "$PROVIDER"
  cp "$PROVIDER/package-lock.json" "$PROVIDER/node_modules/.installed"
}
