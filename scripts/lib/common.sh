# What every script here shares: headlines, plain failure messages, acting as root, free ports, waiting.
# Sourced, never run. Expects `set -euo pipefail`.
# shellcheck shell=bash

# The tools of postfix, dovecot and friends lie where a normal user's PATH does not look.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

say() { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }

headline() { printf '\n=== %s  [%dm%02ds]\n' "$*" $((SECONDS / 60)) $((SECONDS % 60)); }

die() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

can_be_root() { is_root || have sudo; }

as_root() {
  if is_root; then
    "$@"
  else
    sudo -- "$@"
  fi
}

# as_user NAME COMMAND…: runs a command as another user, without its login shell. Needs root.
as_user() {
  local user="$1"
  shift
  setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups --reset-env "$@"
}

# free_ports N: prints N different loopback ports that nobody listens on, below the kernel's ephemeral range
# (an outgoing connection must not take one between this check and the server's start).
free_ports() {
  local wanted="$1" port found=" "
  while [ "$wanted" -gt 0 ]; do
    port=$((20000 + (RANDOM << 15 | RANDOM) % 10000))
    case "$found" in *" $port "*) continue ;; esac
    if ! (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      found="$found$port "
      wanted=$((wanted - 1))
      say "$port"
    fi
  done
}

# wait_for SECONDS WHAT COMMAND…: until the command succeeds.
wait_for() {
  local tries=$(($1 * 10)) what="$2"
  shift 2
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { note "waited in vain for $what"; return 1; }
    sleep 0.1
  done
}

port_answers() { (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

process_gone() { [ ! -e "/proc/$1" ]; }
