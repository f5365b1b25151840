# A real SMTP server on loopback: a private postfix (own configuration, queue and ports) with a private dovecot that knows one
# sign-in. Whatever it accepts lands in Maildirs; nothing can leave the machine.
# Sourced after common.sh. smtp_start DIR writes DIR/smtp.env; smtp_stop DIR ends both.
#
#   accepted            …@*.example  …@*.test  …@phuong-demo.*    into DIR/mail/<domain>/<localpart>/new/
#                       local+anything@ lands where local@ does
#   …@pipe.example      into packaging/congvan-hand-in, as a mail server's pipe is set up by the operators' guide; its FILE is
#                       DIR/hand-in.conf, which a test writes: until then, and while its server is away, the mail stays in the queue
#   khongco…@           550 at RCPT, for ever
#   tamhoan…@           451 at RCPT, for ever
#   any other domain    554 at RCPT
#
# Four doors: plain SMTP; SMTP inside TLS, sign-in possible; submission with STARTTLS and sign-in, both required; and plain SMTP again,
# where the server vouches for the sender, as one that has looked at SPF and DMARC does: it writes an Authentication-Results of
# SMTP_AUTHSERV for the domain of MAIL FROM.
# shellcheck shell=bash

SMTP_USER=congvan
SMTP_PASSWORD=thu-nghiem
SMTP_AUTHSERV=mx.phuong-demo.example

smtp_start() {
  local dir="$1" home mail plain tls submission proved owner
  can_be_root || die 'the SMTP server needs root or sudo'
  home="$dir/smtp"
  mail="$dir/mail"
  { read -r plain; read -r tls; read -r submission; read -r proved; } < <(free_ports 4)
  # Who owns the Maildirs: whoever runs the tests; root reads everything, and postfix delivers nothing as root.
  owner=$(id -un)
  if is_root; then owner=nobody; fi

  mkdir "$home" "$home/conf" "$home/queue" "$home/state" "$home/tls" "$home/log" "$home/dovecot" "$mail"
  as_root chown "$owner" "$mail"
  as_root chown postfix "$home/state"
  smtp_certificate "$home/tls"
  smtp_write_dovecot "$home" >"$home/dovecot/dovecot.conf"
  printf '%s:{PLAIN}%s\n' "$SMTP_USER" "$SMTP_PASSWORD" >"$home/dovecot/users"
  smtp_write_deliver >"$home/deliver"
  chmod 755 "$home/deliver"
  # A copy: the pipe's user need not be able to walk through the folders above this one.
  install -m 755 "$(dirname "${BASH_SOURCE[0]}")/../../packaging/congvan-hand-in" "$home/congvan-hand-in"
  smtp_write_tables "$home/conf"
  smtp_write_main "$home" "$dir" >"$home/conf/main.cf"
  smtp_write_master "$home" "$dir" "$owner" "$plain" "$tls" "$submission" "$proved" >"$home/conf/master.cf"

  as_root chown -R root:root "$home/conf" "$home/queue" "$home/dovecot" "$home/log"
  # postfix first: it makes the folder in which dovecot's socket stands.
  as_root postfix -c "$home/conf" start >>"$home/start.log" 2>&1 || smtp_failed "$home" 'postfix did not start'
  as_root dovecot -c "$home/dovecot/dovecot.conf" >>"$home/start.log" 2>&1 || smtp_failed "$home" 'dovecot did not start'
  wait_for 20 'the sign-in socket' as_root test -S "$home/queue/private/auth" || smtp_failed "$home" 'dovecot is not there'
  local port
  for port in "$plain" "$tls" "$submission" "$proved"; do
    wait_for 20 "port $port" port_answers "$port" || smtp_failed "$home" 'postfix does not listen'
  done

  cat >"$dir/smtp.env" <<ENV
export TEST_SMTP_URL='smtp://127.0.0.1:$plain'
export TEST_SMTPS_URL='smtps://127.0.0.1:$tls'
export TEST_SUBMISSION_URL='smtp://$SMTP_USER:$SMTP_PASSWORD@127.0.0.1:$submission?tls=required'
export TEST_PROVED_SMTP_URL='smtp://127.0.0.1:$proved'
export TEST_AUTHSERV='$SMTP_AUTHSERV'
export TEST_SMTP_CA='$home/tls/ca.pem'
export TEST_MAILDIR='$mail'
export TEST_HAND_IN_CONF='$dir/hand-in.conf'
ENV
}

smtp_failed() {
  smtp_log "$1"
  die "$2"
}

smtp_log() {
  { tail -n 20 "$1/start.log" && as_root tail -n 20 "$1/log/mail.log" "$1/log/dovecot.log"; } >&2 || true
}

# The SMTP server alone, without its sign-in: no connection is taken until smtp_resume.
smtp_pause() {
  local home="$1/smtp" group
  if [ -e "$home/conf/main.cf" ]; then
    # Already gone is fine; a failure to stop what runs is told.
    if as_root postfix -c "$home/conf" status >/dev/null 2>&1; then
      # Its master's process id is its processes' group.
      group=$(as_root sed -n '1s/[^0-9]//gp' "$home/queue/pid/master.pid")
      as_root postfix -c "$home/conf" stop >/dev/null 2>&1 || note "postfix in $home did not stop"
      # Its processes listen on for a moment after their master has gone, and would keep the next one from its ports.
      wait_for 20 'postfix to end' smtp_is_down "$home" || {
        [ -z "$group" ] || as_root kill -KILL -- "-$group" 2>/dev/null || true
        wait_for 20 'its last processes to end' smtp_is_down "$home" || smtp_log "$home"
      }
    fi
  fi
}

smtp_is_down() {
  local port ports
  as_root postfix -c "$1/conf" status && return 1
  mapfile -t ports < <(smtp_ports "$1")
  for port in "${ports[@]}"; do
    if port_answers "$port"; then return 1; fi
  done
}

# What waits in its queue, an object of JSON a mail.
smtp_queue() { as_root postqueue -c "$1/smtp/conf" -j; }

smtp_ports() { sed -n 's/^127\.0\.0\.1:\([0-9]*\) inet .*/\1/p' "$1/conf/master.cf"; }

smtp_resume() {
  local home="$1/smtp" port ports
  wait_for 60 'postfix to start' smtp_is_up "$home" || { smtp_log "$home"; return 1; }
  mapfile -t ports < <(smtp_ports "$home")
  for port in "${ports[@]}"; do
    wait_for 20 "port $port" port_answers "$port" || { smtp_log "$home"; return 1; }
  done
}

# A start that was reported too late is a start, too.
smtp_is_up() {
  as_root postfix -c "$1/conf" status || as_root postfix -c "$1/conf" start >>"$1/start.log" 2>&1
}

smtp_stop() {
  local home="$1/smtp" pid
  smtp_pause "$1"
  if pid=$(as_root cat "$home/dovecot/run/master.pid" 2>/dev/null); then
    as_root kill "$pid" 2>/dev/null || true
    wait_for 10 'dovecot to end' process_gone "$pid" || note "dovecot in $home did not stop"
  fi
}

# A small authority and one certificate of it for 127.0.0.1 and localhost. Two, because a TLS library is right to refuse an
# authority's own certificate as a server's.
smtp_certificate() {
  local tls="$1"
  {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj '/CN=congvan test authority' \
      -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign' \
      -keyout "$tls/ca.key" -out "$tls/ca.pem"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj '/CN=localhost' \
      -keyout "$tls/server.key" -out "$tls/server.csr"
    printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$tls/server.ext"
    openssl x509 -req -in "$tls/server.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -set_serial 1 -days 30 \
      -extfile "$tls/server.ext" -out "$tls/server.pem"
  } >"$tls/openssl.log" 2>&1 || { cat "$tls/openssl.log" >&2; die 'could not make a certificate'; }
  as_root chown root "$tls/server.key"
  as_root chmod 600 "$tls/server.key"
}

# Which domains are ours, and who is refused: built-in regular expression tables, nothing to compile.
smtp_write_tables() {
  cat >"$1/domains" <<'TABLE'
/(^|\.)example$/         ok
/(^|\.)test$/            ok
/^phuong-demo\./         ok
TABLE
  cat >"$1/recipients" <<'TABLE'
/^khongco[^@]*@/         550 5.1.1 khong co nguoi nhan nay (no such mailbox)
/^tamhoan[^@]*@/         451 4.3.0 tam hoan, xin gui lai sau (try again later)
TABLE
  printf '/./  ok\n' >"$1/everyone"
  cat >"$1/proved" <<TABLE
/@([^@]+)$/              PREPEND Authentication-Results: $SMTP_AUTHSERV; spf=pass smtp.mailfrom=\$1; dmarc=pass header.from=\$1
TABLE
}

smtp_write_main() {
  local home="$1" dir="$2"
  cat <<CONF
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/state
maillog_file = $home/log/mail.log
maillog_file_prefixes = $dir
mail_owner = postfix
setgid_group = postdrop
myhostname = localhost
mydomain = localdomain
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:nothing is local here
default_transport = error:no mail leaves this machine
relay_transport = error:no mail leaves this machine
recipient_delimiter = +
virtual_mailbox_domains = regexp:$home/conf/domains
virtual_mailbox_maps = regexp:$home/conf/everyone
virtual_transport = maildir
maildir_destination_recipient_limit = 1
transport_maps = inline:{ pipe.example=congvan: }
congvan_destination_recipient_limit = 1
# What could not be handed in is tried again soon.
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access regexp:$home/conf/recipients
smtpd_peername_lookup = no
smtpd_banner = localhost ESMTP
smtpd_tls_security_level = none
smtpd_tls_cert_file = $home/tls/server.pem
smtpd_tls_key_file = $home/tls/server.key
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
message_size_limit = 52428800
# Tests make many mistakes quickly, on purpose.
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 10000
smtpd_hard_error_limit = 20000
smtpd_junk_command_limit = 10000
smtpd_client_connection_count_limit = 0
in_flow_delay = 0
notify_classes =
CONF
}

smtp_write_master() {
  local home="$1" dir="$2" owner="$3" plain="$4" tls="$5" submission="$6" proved="$7"
  cat <<CONF
127.0.0.1:$plain inet n - n - - smtpd
127.0.0.1:$tls inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
127.0.0.1:$submission inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o { smtpd_client_restrictions = permit_sasl_authenticated, reject }
127.0.0.1:$proved inet n - n - - smtpd
  -o { smtpd_sender_restrictions = check_sender_access regexp:$home/conf/proved }
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
maildir unix - n n - 10 pipe
  flags=DORhu user=$owner argv=$home/deliver $dir/mail \${domain} \${user} \${extension}
congvan unix - n n - 1 pipe
  flags=DORX user=$owner argv=$home/congvan-hand-in $dir/hand-in.conf
CONF
}

# What puts an accepted mail into its Maildir. A table cannot do that: postfix, rightly, allows no pattern in a file's name.
smtp_write_deliver() {
  cat <<'DELIVER'
#!/bin/sh
# deliver MAIL DOMAIN LOCALPART: standard input into MAIL/DOMAIN/LOCALPART/new/, whole or not at all.
set -eu
umask 022
root=$1 domain=$(printf %s "$2" | tr / _) user=$(printf %s "$3" | tr / _)
box="$root/$domain/$user"
mkdir -p "$box/tmp" "$box/new" "$box/cur" || exit 75
name="$(date +%s%N).$$.localhost"
cat >"$box/tmp/$name" || exit 75
mv "$box/tmp/$name" "$box/new/$name" || exit 75
DELIVER
}

smtp_write_dovecot() {
  local home="$1" user group
  user=postfix
  group=postfix
  cat <<CONF
base_dir = $home/dovecot/run
state_dir = $home/dovecot/state
instance_name = congvan-test
log_path = $home/log/dovecot.log
protocols =
listen = 127.0.0.1
ssl = no
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $home/dovecot/users
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=/nonexistent
}
# No waiting after a wrong password, which dovecot would otherwise lengthen with each for the same address.
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  unix_listener $home/queue/private/auth {
    mode = 0660
    user = $user
    group = $group
  }
}
CONF
}
