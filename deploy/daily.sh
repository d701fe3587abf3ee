#!/bin/sh
# What timers do on a machine with systemd: once a day, at the hour named (of the container's clock, UTC unless told
# otherwise). Whatever fails is told of, and does not keep the rest from being done.
set -u
hour="${1:-18}" # 18:00 UTC is 01:00 in Jakarta
stopped() { exit 0; }
trap stopped TERM INT

run() {
    python manage.py "$@" || echo "Failed: $1" >&2
}

while :; do
    now=$(date +%s)
    next=$(date --date "today $hour:00" +%s)
    [ "$next" -gt "$now" ] || next=$((next + 86400))
    sleep $((next - now)) &
    wait $!
    run backup /srv/backups --keep 14
    run export_dump
    run clearsessions
    run check_links --older-than 6
done
