# An IMAP server on loopback over the same Maildirs that the SMTP server delivers into: a second private dovecot, which can be stopped
# and started without the SMTP server's sign-in noticing.
# Sourced after common.sh and smtp.sh. imap_start DIR writes DIR/imap.env (after smtp_start DIR); imap_stop DIR ends it, imap_serve DIR
# starts it again on the same ports.
#
# Whoever names a full address and the password is let into that address's Maildir, DIR/mail/<domain>/<localpart>.
# Two doors: TLS from the start; STARTTLS.
# shellcheck shell=bash

IMAP_PASSWORD=hop-thu-thu-nghiem

imap_start() {
  local dir="$1" home owner plain tls
  can_be_root || die 'the IMAP server needs root or sudo'
  home="$dir/imap"
  { read -r plain; read -r tls; } < <(free_ports 2)
  # Who owns the Maildirs, as smtp_start has it.
  owner=$(id -un)
  if is_root; then owner=nobody; fi

  mkdir "$home" "$home/log"
  imap_write_dovecot "$home" "$dir" "$owner" "$plain" "$tls" >"$home/dovecot.conf"
  as_root chown -R root:root "$home"
  imap_serve "$dir" || { as_root tail -n 20 "$home/log/dovecot.log" "$dir/imap-start.log" >&2 || true; die 'the IMAP server does not listen'; }

  cat >"$dir/imap.env" <<ENV
export TEST_IMAPS_HOST_PORT='127.0.0.1:$tls'
export TEST_IMAP_HOST_PORT='127.0.0.1:$plain'
export TEST_IMAP_PASSWORD='$IMAP_PASSWORD'
ENV
}

# Starts what imap_stop has ended.
imap_serve() {
  local home="$1/imap" port
  # Its output goes into a file: a server that keeps the caller's would keep the caller waiting.
  as_root dovecot -c "$home/dovecot.conf" >>"$1/imap-start.log" 2>&1 || return 1
  for port in $(as_root sed -n 's/^ *port = //p' "$home/dovecot.conf"); do
    wait_for 20 "port $port" port_answers "$port" || return 1
  done
}

imap_stop() {
  local home="$1/imap" pid child children
  if pid=$(as_root cat "$home/run/master.pid" 2>/dev/null); then
    # Those that talk to somebody go on after their master has gone: a server that has ended says nothing more.
    read -r -a children < <(cat "/proc/$pid/task/$pid/children" 2>/dev/null && echo) || true
    as_root kill "$pid" "${children[@]}" 2>/dev/null || true
    wait_for 20 'dovecot to end' process_gone "$pid" || note "dovecot in $home did not stop"
    for child in "${children[@]}"; do
      wait_for 1 'its process' process_gone "$child" 2>/dev/null || as_root kill -KILL "$child" 2>/dev/null || true
    done
  fi
}

imap_write_dovecot() {
  local home="$1" dir="$2" owner="$3" plain="$4" tls="$5"
  cat <<CONF
base_dir = $home/run
state_dir = $home/state
instance_name = congvan-test-imap
log_path = $home/log/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$dir/smtp/tls/server.pem
ssl_key = <$dir/smtp/tls/server.key
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0
mail_location = maildir:$dir/mail/%Ld/%Ln
mail_fsync = never
first_valid_uid = 1
mail_max_userip_connections = 1000
passdb {
  driver = static
  args = password=$IMAP_PASSWORD
}
userdb {
  driver = static
  args = uid=$owner gid=$(id -g "$owner") home=/nonexistent
}
namespace inbox {
  inbox = yes
}
# No waiting after a wrong password, which dovecot would otherwise lengthen with each for the same address.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = $plain
  }
  inet_listener imaps {
    port = $tls
    ssl = yes
  }
}
CONF
}
