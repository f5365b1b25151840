# The Debian packages that the tests need: installs what is missing, leaves no system service running because of it.
# Sourced after common.sh.
# shellcheck shell=bash

# One line a need: the package, and a command that shows it is there.
needed_for_services() {
  cat <<'NEEDS'
postgresql       postgres_bindir
postfix          have postfix
dovecot-core     have dovecot
dovecot-imapd    test -x /usr/lib/dovecot/imap
openssl          have openssl
nodejs           have node
npm              have npm
jq               have jq
NEEDS
}

needed_for_tests() {
  needed_for_services
  cat <<'NEEDS'
build-essential  have cc && have c++
perl             have perl
python3-venv     python3 -c 'import ensurepip, venv'
make             have make
poppler-utils    have pdftotext
libreoffice-writer-nogui have soffice
libreoffice-calc-nogui   dpkg -s libreoffice-calc-nogui
fonts-liberation fc-list | grep -qi 'liberation serif'
fontconfig       have fc-list
chromium         have chromium
docker-compose   have docker-compose
shellcheck       have shellcheck
curl             have curl
libxml2-utils    have xmllint
mmdebstrap       have mmdebstrap
NEEDS
}

missing_packages() {
  local package check
  while read -r package check; do
    eval "$check" >/dev/null 2>&1 || say "$package"
  done
}

# install_missing: reads needs on standard input, installs those that are not met.
install_missing() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || { say 'every package is there'; return 0; }
  have apt-get || die "please install (these are Debian's names): ${missing[*]}"
  can_be_root || die "not root and no sudo; please install: apt-get install --no-install-recommends ${missing[*]}"
  say "installing: ${missing[*]}"
  as_root bash -c "$(declare -f apt_install_quietly); apt_install_quietly \"\$@\"" - "${missing[@]}" ||
    die "could not install: ${missing[*]}"
}

# Runs as root. Answers the packages' questions beforehand, forbids that they start services while they are installed,
# and takes those services out of the next boot: we run our own, elsewhere. What ran or was installed before stays as it was.
apt_install_quietly() {
  set -eu
  export DEBIAN_FRONTEND=noninteractive
  local policy=/usr/sbin/policy-rc.d ours='' log package unit
  log=$(mktemp)
  if [ ! -e "$policy" ]; then
    ours=1
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    # shellcheck disable=SC2064 # the path is known now
    trap "rm -f $policy" EXIT
  fi
  for package in "$@"; do
    if [ "$package" = postfix ]; then
      debconf-set-selections <<'ANSWERS'
postfix postfix/main_mailer_type select No configuration
postfix postfix/mailname string localhost.localdomain
ANSWERS
    fi
  done
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
  for package in "$@"; do
    case "$package" in
      postgresql) unit=postgresql.service ;;
      postfix) unit=postfix.service ;;
      dovecot-core) unit=dovecot.service ;;
      *) continue ;;
    esac
    if command -v systemctl >/dev/null 2>&1; then
      systemctl disable "$unit" >/dev/null 2>&1 || true
    fi
  done
  if [ -n "$ours" ]; then rm -f "$policy"; fi
}
