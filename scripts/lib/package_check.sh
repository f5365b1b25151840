# The Debian package as an office's machine gets it: installed by dpkg on a clean Debian, started as its unit says, asked over HTTP,
# upgraded, stopped, removed, installed again, purged. Sourced after common.sh and machine.sh.
# shellcheck shell=bash

PACKAGE_PORT=18080

# package_check PACKAGE DIR: DIR is made, and holds the machine and its logs afterwards.
package_check() {
  local package="$1" dir="$2" needs
  if ! can_be_root; then
    say 'NOT SHOWN in this run: the package installed and started (needs root or sudo)'
    return 0
  fi
  mkdir -p "$dir"
  needs=$(dpkg-deb --field "$package" Depends | tr -d ' ')
  machine_make "$dir" "$needs,systemd-sysv"
  as_root cp "$package" "$dir/root/var/cache/congvan.deb"
  if machine_boot "$dir"; then
    say "$(machine "$dir" systemctl --version | head -n 1) runs there as the first process"
  else
    say 'NOT SHOWN in this run: systemd itself and what it keeps the service from (its namespaces are not permitted here).'
    say 'The service is started by hand, as its unit says: user, folder, environment, umask, command, signal.'
    PACKAGE_PORT=$(free_ports 1)
  fi
  package_steps "$dir"
  machine_stop "$dir"
}

package_steps() {
  local dir="$1" unit=congvan.service before after listed
  package_installs "$dir"

  # The unit, as systemd reads it: no line it does not know; what it may reach, weighed (0 nothing, 100 everything).
  listed=$(machine "$dir" systemd-analyze verify "$unit" 2>&1) || die "the unit: $listed"
  [ -z "$listed" ] || die "the unit: $listed"
  machine "$dir" systemd-analyze security --offline=yes --threshold=15 "$unit" >"$dir/security.log" 2>&1 ||
    { tail -n 5 "$dir/security.log"; die 'the unit lets more through than it did'; }
  say "$(grep -o 'Overall exposure.*' "$dir/security.log")"

  package_is_set_up "$dir"
  service_start "$dir"
  package_answers "$dir"
  service_is_confined "$dir"
  say 'installed, set up and started; it answers, and people sign in'

  if machine_is_booted "$dir"; then
    before=$(service_pid "$dir")
    machine "$dir" dpkg --install /var/cache/congvan.deb >"$dir/upgrade.log" 2>&1 || die "$(cat "$dir/upgrade.log")"
    after=$(service_pid "$dir")
    [ "$before" != "$after" ] || die 'an upgrade did not restart the service'
    package_answers "$dir"
    say 'upgraded: restarted, with the settings and data of before'
  fi
  service_stop "$dir"
  say 'stopped: it had time to finish, and ended with 0'

  package_is_removed "$dir"
}

package_installs() {
  local dir="$1"
  machine "$dir" dpkg --install /var/cache/congvan.deb >"$dir/install.log" 2>&1 || die "$(cat "$dir/install.log")"
  # Not even in vain: without an office it would end at once.
  ! machine_is_booted "$dir" ||
    [ "$(machine "$dir" systemctl show --property=ExecMainStartTimestampMonotonic --value congvan.service)" = 0 ] ||
    die 'it was started by being installed'
  there_is "$dir" /usr/bin/congvan root:root 755
  there_is "$dir" /etc/congvan root:congvan 750
  there_is "$dir" /etc/congvan/congvan.toml root:congvan 640
  there_is "$dir" "$(unit_says "$dir" WorkingDirectory)" congvan:congvan 700
  [ "$(machine "$dir" getent passwd congvan | cut -d : -f 7)" = /usr/sbin/nologin ] || die 'somebody can sign in as congvan'
}

# there_is DIR PATH OWNER MODE
there_is() {
  local found
  found=$(machine "$1" stat --format='%U:%G %a' "$2") || die "$2 is missing"
  [ "$found" = "$3 $4" ] || die "$2 is $found and should be $3 $4"
}

unit_says() { sed -n "s/^$2=//p" "$1/root/usr/lib/systemd/system/congvan.service"; }

# As docs/OPERATIONS.md tells an administrator: settings, then init as the user of the service.
package_is_set_up() {
  local dir="$1"
  machine "$dir" sed -i "s|^#listen = .*|listen = \"127.0.0.1:$PACKAGE_PORT\"|" /etc/congvan/congvan.toml
  machine "$dir" sh -c "printf '%s\n' 'một mật khẩu khá dài' >/var/cache/password"
  machine "$dir" sh -c 'cd /var/lib/congvan && exec runuser -u congvan -- congvan --config /etc/congvan/congvan.toml init "$@"' - \
    --agency-code=H99.1 --agency-name='Ủy ban nhân dân phường Mẫu' --admin-username=quantri.mau --admin-name='Nguyễn Thị Mẫu' \
    --admin-email=quantri@phuong-mau.example --admin-password-file=/var/cache/password >"$dir/init.log" 2>&1 ||
    die "init: $(cat "$dir/init.log")"
}

service_start() {
  local dir="$1"
  if machine_is_booted "$dir"; then
    machine "$dir" systemctl --quiet enable --now congvan.service || die 'systemd did not start it'
  else
    machine "$dir" setpriv --reuid="$(unit_says "$dir" User)" --regid="$(unit_says "$dir" Group)" --init-groups \
      env "$(unit_says "$dir" Environment)" sh -c "umask $(unit_says "$dir" UMask); cd $(unit_says "$dir" WorkingDirectory) &&
        echo \$\$ >service.pid && exec $(unit_says "$dir" ExecStart)" >"$dir/service.log" 2>&1 &
    SERVICE=$!
    wait_for 10 'its process' test -s "$dir/root/var/lib/congvan/service.pid" || { cat "$dir/service.log" >&2; die 'it did not start'; }
  fi
}

# Its number in the machine's own count.
service_pid() {
  if machine_is_booted "$1"; then
    machine "$1" systemctl show --property=MainPID --value congvan.service
  else
    as_root cat "$1/root/var/lib/congvan/service.pid"
  fi
}

service_stop() {
  local dir="$1" ended
  if machine_is_booted "$dir"; then
    machine "$dir" systemctl stop congvan.service
    ended=$(machine "$dir" systemctl show --property=Result,ExecMainCode,ExecMainStatus congvan.service | sort | tr '\n' ' ')
    [ "$ended" = 'ExecMainCode=1 ExecMainStatus=0 Result=success ' ] || die "it ended with $ended"
  else
    as_root kill "-$(unit_says "$dir" KillSignal)" "$(service_pid "$dir")"
    wait "$SERVICE" || die "it ended with $?"
  fi
}

package_answers() {
  local dir="$1" api="http://127.0.0.1:$PACKAGE_PORT/api/v1" status
  if ! wait_for 30 'the service' is_ready "$dir" "$api"; then
    if machine_is_booted "$dir"; then machine "$dir" journalctl --no-pager --unit=congvan >&2; else cat "$dir/service.log" >&2; fi
    die 'the service is not ready'
  fi
  status=$(machine_curl "$dir" --output /dev/null --write-out '%{http_code}' --header 'Content-Type: application/json' \
    --data '{"username":"quantri.mau","password":"một mật khẩu khá dài"}' "$api/sessions")
  [ "$status" = 201 ] || die "who was made by init is answered $status when signing in"
}

is_ready() { machine_curl "$1" --fail "$2/health/ready" | jq -e '.ready and .storage == "ok" and .database == "ok"'; }

# Whose process it is, what it may do, and that all it has written lies in its folder.
service_is_confined() {
  local dir="$1" process elsewhere
  if machine_is_booted "$dir"; then
    process=$(machine "$dir" cat "/proc/$(service_pid "$dir")/status")
    for line in 'CapEff:[[:space:]]*0*$' 'CapBnd:[[:space:]]*0*$' 'NoNewPrivs:[[:space:]]*1$' 'Seccomp:[[:space:]]*2$'; do
      grep -q "^$line" <<<"$process" || die "the process of the service has not $line"
    done
    # Even where its user might write, and where it might read: the file system that it sees does not let it.
    ! machine "$dir" nsenter --target "$(service_pid "$dir")" --mount touch /etc/congvan/x 2>/dev/null || die 'it can write to /etc'
  else
    process=$(cat "/proc/$(service_pid "$dir")/status")
  fi
  [ "$(awk '$1 == "Uid:" { print $2, $3, $4 }' <<<"$process" | tr ' ' '\n' | sort -u)" = "$(machine "$dir" id -u congvan)" ] ||
    die 'it does not run as its own user'
  machine "$dir" test -s /var/lib/congvan/congvan.db || die 'the database is not in /var/lib/congvan'
  elsewhere=$(machine "$dir" find / -xdev -user congvan -not -path '/var/lib/congvan*' -not -path '/proc/*' | head)
  [ -z "$elsewhere" ] || die "it has written elsewhere: $elsewhere"
  elsewhere=$(machine "$dir" find /var/lib/congvan -mindepth 1 -perm /077 -not -name service.pid | head)
  [ -z "$elsewhere" ] || die "others can read: $elsewhere"
}

# Removed it is gone but for settings and data, and comes back with both; purged, with its documents alone left behind.
package_is_removed() {
  local dir="$1" left
  service_start "$dir"
  package_answers "$dir"
  machine_is_booted "$dir" || service_stop "$dir"
  machine "$dir" dpkg --remove congvan >"$dir/remove.log" 2>&1 || die "$(cat "$dir/remove.log")"
  ! machine_is_booted "$dir" || ! machine "$dir" sh -c 'stat -c %U /proc/[0-9]*' | grep -x congvan >/dev/null || die 'it runs on after it was removed'
  ! machine "$dir" test -e /usr/bin/congvan || die 'the binary stayed'
  machine "$dir" grep -q "127.0.0.1:$PACKAGE_PORT" /etc/congvan/congvan.toml || die 'removing took the settings'
  machine "$dir" test -s /var/lib/congvan/congvan.db || die 'removing took the data'
  machine "$dir" dpkg --install /var/cache/congvan.deb >"$dir/install-again.log" 2>&1 || die "$(cat "$dir/install-again.log")"
  service_start "$dir"
  package_answers "$dir"
  service_stop "$dir"
  say 'removed with settings and data left, and installed again with both'

  machine "$dir" dpkg --purge congvan >"$dir/purge.log" 2>&1 || die "$(cat "$dir/purge.log")"
  ! machine "$dir" dpkg-query --show congvan >/dev/null 2>&1 || die 'dpkg still knows it'
  left=$(machine "$dir" find / -xdev -name '*congvan*' -not -path '/proc/*' -not -path '/var/lib/congvan/*' \
    -not -path /var/cache/congvan.deb | sort | tr '\n' ' ')
  [ "$left" = '/var/lib/congvan ' ] || die "purging left $left"
  there_is "$dir" /var/lib/congvan/congvan.db congvan:congvan 600
  say 'purged: the documents are left, and their owner'
}
