# shellcheck shell=sh
# What LibreOffice sees of the machine: its programs, libraries and fonts, to be read and not written, and the folder of this one conversion.
# Run by `unshare` in spaces of its own, where it may mount; whatever fails ends it, and nothing is converted.
#
#   FOLDER PROGRAM WORD…    the folder, the program as it is reached without links, and what is run in the end
set -eu
folder=$1
program=$2
shift 2
PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$folder/root

mkdir "$root"
mount -t tmpfs -o size=1m,mode=755,nosuid,nodev none "$root"
mkdir "$root/tmp"
mount -t tmpfs -o size=16m,mode=1777,nosuid,nodev none "$root/tmp"

# A folder or a file of the machine, where it is there and not shown yet.
show() {
    if [ -e "$root$1" ]; then
        return 0
    elif [ -d "$1" ]; then
        mkdir -p "$root$1"
        mount --rbind "$1" "$root$1"
    elif [ -f "$1" ]; then
        mkdir -p "$root${1%/*}"
        : > "$root$1"
        mount --bind "$1" "$root$1"
    else
        return 0
    fi
    mount -o remount,bind,ro,nosuid,nodev "$root$1"
}

for top in bin sbin lib lib32 lib64 libx32; do
    if [ -L "/$top" ]; then
        ln -s "$(readlink "/$top")" "$root/$top"
    else
        show "/$top"
    fi
done
for part in /usr /opt/libreoffice* /etc/fonts /etc/alternatives /etc/libreoffice /etc/ld.so.cache /etc/localtime /var/cache/fontconfig; do
    show "$part"
done
# Where it lies elsewhere: the whole of an installation, or a script alone.
case $program in
    */program/*) show "${program%/program/*}" ;;
    *) show "$program" ;;
esac
for device in null zero random urandom; do
    mkdir -p "$root/dev"
    : > "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -p "$root$folder"
mount --bind "$folder" "$root$folder"

# The machine's tree goes, and with it its processes, which are there no longer than unmounting needs them.
mkdir "$root/proc" "$root/.machine"
mount --rbind /proc "$root/proc"
cd "$root"
pivot_root . .machine
cd /
umount -l /.machine
umount -l /proc
rmdir /.machine
# LibreOffice does not start where this is not there; nothing is read of it.
: > /proc/version
mount -o remount,ro,nosuid,nodev /
cd "$folder"
# Nor may it mount, or anything else that these spaces would let it.
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs -- "$@"
