# A throw-away PostgreSQL: its own data directory, Unix socket and loopback port; nothing of the system's own server is touched.
# Sourced after common.sh. postgres_start DIR writes DIR/postgres.env; postgres_stop DIR ends it.
# shellcheck shell=bash

# Where initdb and pg_ctl are: the newest version that Debian installed (15 or later), else PATH.
postgres_bindir() {
  local dir
  dir=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
  if [ -n "$dir" ] && [ -x "$dir/initdb" ]; then
    say "$dir"
  elif have initdb && have pg_ctl; then
    dirname "$(command -v initdb)"
  else
    return 1
  fi
}

# initdb refuses root, so root hands over to the user that Debian's package made.
postgres_run() {
  if is_root; then
    as_user postgres "$@"
  else
    "$@"
  fi
}

postgres_start() {
  local dir="$1" bin home port run password
  bin=$(postgres_bindir) || die 'no PostgreSQL found'
  home="$dir/postgres"
  run="$home/run"
  [ "${#run}" -le 80 ] || die "the path $run is too long for a Unix socket"
  port=$(free_ports 1)
  password=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')
  mkdir "$home" "$run"
  printf '%s' "$password" >"$home/password"
  if is_root; then chown -R postgres "$home"; fi
  chmod 700 "$home" "$run"

  postgres_run "$bin/initdb" --pgdata="$home/data" --username=postgres --pwfile="$home/password" \
    --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >"$home/initdb.log" 2>&1 ||
    { cat "$home/initdb.log" >&2; die 'initdb failed'; }
  # Durability is switched off here, and only here: this server lives for one run.
  cat >>"$home/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$run'
unix_socket_permissions = 0700
max_connections = 300
shared_buffers = 256MB
fsync = off
full_page_writes = off
max_wal_size = 4GB
jit = off
timezone = 'UTC'
lc_messages = 'C'
CONF
  if ! postgres_run "$bin/pg_ctl" --pgdata="$home/data" --log="$home/server.log" --wait --timeout=60 start \
    >"$home/start.log" 2>&1; then
    cat "$home/start.log" "$home/server.log" >&2
    die 'PostgreSQL did not start'
  fi
  cat >"$dir/postgres.env" <<ENV
export TEST_POSTGRES_URL='postgresql://postgres@${run//\//%2F}:$port/postgres'
export TEST_POSTGRES_TCP_URL='postgresql://postgres:$password@127.0.0.1:$port/postgres'
ENV
}

postgres_stop() {
  local home="$1/postgres" bin
  [ -e "$home/data/postmaster.pid" ] || return 0
  bin=$(postgres_bindir)
  postgres_run "$bin/pg_ctl" --pgdata="$home/data" --mode=immediate --wait --timeout=30 stop >/dev/null ||
    note "PostgreSQL in $home did not stop"
}
