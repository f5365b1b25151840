# PostgreSQL and the mail servers together, in one directory: what scripts/test and scripts/dev-services both start and stop; and the
# mail servers alone, for a test that stops and starts them (scripts/mail-servers).
# Sourced after common.sh, postgres.sh, smtp.sh and imap.sh.
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
  imap_start "$dir"
  cat "$dir/postgres.env" "$dir/smtp.env" "$dir/imap.env" >"$dir/env"
}

# mail_servers_start DIR: the same without PostgreSQL.
mail_servers_start() {
  local dir="$1"
  chmod 711 "$dir"
  : >"$dir/$SERVICES_MARK"
  smtp_start "$dir"
  imap_start "$dir"
  cat "$dir/smtp.env" "$dir/imap.env" >"$dir/env"
}

# services_stop DIR: ends what one of both started there and nothing else; the files stay.
services_stop() {
  imap_stop "$1"
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
