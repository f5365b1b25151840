# A clean Debian in a folder, thrown away afterwards, to install a package on: its own files, and, where namespaces are permitted,
# its own processes, loopback and systemd. Nothing of the machine that it runs on is changed; packages come from where apt gets them.
# Sourced after common.sh.
# shellcheck shell=bash

MACHINE_CGROUP=congvan-test-machine

# machine_make DIR PACKAGES: the newest packages of the Debian that this one is, in DIR/root; PACKAGES separated by commas.
machine_make() {
  local dir="$1" sources
  # shellcheck disable=SC2016 # apt fills these in
  sources=$(apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian')
  [ -n "$sources" ] || die 'apt knows no source of Debian packages'
  as_root mmdebstrap --quiet --mode=root --variant=minbase --include="$2" '' "$dir/root" - <<<"$sources" >"$dir/make.log" 2>&1 ||
    { tail -n 20 "$dir/make.log" >&2; die 'no clean Debian could be made'; }
}

# machine_boot DIR: starts the systemd of DIR/root as the first process of namespaces of its own. Fails where that is not
# permitted (an ordinary container); `machine` then acts in a chroot.
machine_boot() {
  local dir="$1" first
  as_root scripts/lib/machine-boot "$dir/root" "$MACHINE_CGROUP-$$" "$dir/boot.pid" >"$dir/boot.log" 2>&1 &
  if wait_for 10 'its namespaces' machine_has_begun "$dir"; then
    first=$(machine_first "$dir")
    printf '%s\n' "$first" >"$dir/first.pid"
    if wait_for 60 'its systemd' machine_is_up "$dir"; then return 0; fi
  fi
  machine_stop "$dir"
  cat "$dir/boot.log" >&2
  return 1
}

# Its first process, as it is counted outside.
machine_first() {
  local booted
  booted=$(cat "$1/boot.pid")
  tr -d ' ' <"/proc/$booted/task/$booted/children"
}

# Not before that process is systemd: until then it still sees the files of the machine outside.
machine_has_begun() {
  [ -s "$1/boot.pid" ] && [ "$(cat "/proc/$(machine_first "$1")/comm")" = systemd ]
}

machine_is_up() {
  case "$(machine "$1" systemctl is-system-running 2>/dev/null)" in
    running | degraded) return 0 ;;
    *) return 1 ;;
  esac
}

machine_is_booted() { [ -s "$1/first.pid" ]; }

# machine DIR COMMAND…: as its root, there.
machine() {
  local dir="$1"
  shift
  if machine_is_booted "$dir"; then
    as_root nsenter --target "$(cat "$dir/first.pid")" --mount --uts --ipc --net --pid --cgroup \
      env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"
  else
    as_root env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 chroot "$dir/root" "$@"
  fi
}

# machine_curl DIR ARGUMENTS…: this machine's curl, on the loopback of that one.
machine_curl() {
  local dir="$1"
  shift
  if machine_is_booted "$dir"; then
    as_root nsenter --target "$(cat "$dir/first.pid")" --net curl --silent --show-error --noproxy '*' "$@"
  else
    curl --silent --show-error --noproxy '*' "$@"
  fi
}

# machine_stop DIR: with the first process of its namespace everything in it ends.
machine_stop() {
  local dir="$1" booted
  [ -s "$dir/boot.pid" ] || return 0
  booted=$(cat "$dir/boot.pid")
  as_root kill -KILL "$booted" 2>/dev/null || true
  wait_for 10 'the end of the machine' machine_is_gone "$booted" || true
  as_root rm -f "$dir/boot.pid" "$dir/first.pid"
  wait_for 10 'the end of its cgroups' machine_has_no_cgroup || true
}

machine_is_gone() { ! as_root kill -0 "$1" 2>/dev/null; }

machine_has_no_cgroup() {
  local group left=0
  for group in /sys/fs/cgroup/{,systemd/,unified/}"$MACHINE_CGROUP-$$"; do
    [ ! -d "$group" ] || as_root find "$group" -depth -type d -exec rmdir '{}' ';' || left=1
    [ ! -d "$group" ] || left=1
  done
  return "$left"
}
