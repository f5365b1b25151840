# PostgreSQL and the SMTP server together, in one directory: what scripts/test and scripts/dev-services both start and stop.
# Sourced after common.sh, postgres.sh and smtp.sh.
# shellcheck shell=bash

SERVICES_MARK=congvan-test-services

# services_start DIR: DIR exists and is empty. Afterwards DIR/env holds the export lines.
services_start() {
  local dir="$1"
  # Others (postgres, postfix, nobody) must be able to walk through it; they need not list it.
  chmod 711 "$dir"
  : >"$dir/$SERVICES_MARK"
  postgres_start "$dir"
  smtp_start "$dir"
  cat "$dir/postgres.env" "$dir/smtp.env" >"$dir/env"
}

# services_stop DIR: ends what services_start started there and nothing else; the files stay.
services_stop() {
  smtp_stop "$1"
  postgres_stop "$1"
}

# services_remove DIR: the files, too. Only of a directory that services_start made.
services_remove() {
  if [ ! -e "$1/$SERVICES_MARK" ]; then
    note "$1 holds no test services"
    return 1
  fi
  as_root rm -rf -- "$1"
}
