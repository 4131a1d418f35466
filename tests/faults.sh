#!/usr/bin/env bash
# What `dateline add` leaves when it is killed at any of its system calls or any of them fails, when somebody saves the
# same file meanwhile, and when nothing can be said about it: one pass of each.
#
#   tests/faults.sh target/release/dateline
#
# Needs strace and a system that allows tracing; says so and ends with 0 where it does not.
set -uo pipefail
program=$(realpath "$1")
if ! command -v strace >/dev/null || ! strace -qq -o /dev/null true 2>/dev/null; then
    echo 'skipped: nothing can be traced here'
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export XDG_STATE_HOME="$folder/state" HOME="$folder"
"$program" new old.toml 2>/dev/null
event=(--at 2021-08-12 --headline 'Added here')
mkdir work && cp old.toml work/war.toml
"$program" add work/war.toml "${event[@]}" >/dev/null 2>&1 || { echo 'nothing can be added at all'; exit 1; }
cp work/war.toml new.toml
runs=0 failures=0

fail() {
    failures=$((failures + 1))
    echo "FAILED: $*" >&2
}

# Everything that `add` does with files, and how often.
calls=(openat read write pread64 fsync rename renameat2 unlink fchmod fchown flock statx newfstatat fgetxattr mkdir close access faccessat2 readlink mmap ftruncate)

# Begins anew: the old file alone.
begin() {
    rm -rf work state
    mkdir work && cp old.toml work/war.toml
}

# add RULE...: adds under strace with these rules; sets `code`.
add() {
    local rules=() rule
    for rule in "$@"; do rules+=(-e "inject=$rule"); done
    # The shell's own word on what was killed is no news.
    { strace -f -qq -o /dev/null "${rules[@]}" "$program" add work/war.toml "${event[@]}" >said 2>&1; } 2>/dev/null
    code=$?
    runs=$((runs + 1))
}

is_old() { cmp -s work/war.toml old.toml; }
is_new() { cmp -s work/war.toml new.toml; }

# What is left beside the file goes with the next `add`.
check_leftovers() {
    "$program" add work/war.toml --at 2021-08-12 --headline 'Added behind' >said 2>&1 || fail "$1: no more can be added: $(cat said)"
    [ "$(ls -A work)" = war.toml ] || fail "$1: left behind: $(ls -A work)"
}

# How many calls of each kind one `add` makes.
begin
strace -f -qq -c -o counts "$program" add work/war.toml "${event[@]}" >/dev/null 2>&1
times_of() { awk -v call="$1" '$NF == call { print ($4 ~ /^[0-9]+$/) ? $4 : 0 }' counts | head -1; }

for call in "${calls[@]}"; do
    times=$(times_of "$call")
    for when in $(seq "${times:-0}"); do
        begin
        add "$call:signal=KILL:when=$when"
        is_old || is_new || fail "killed at $call $when: neither the old file nor the new one"
        # One of each kind is enough to see what is left; the names are the same for all.
        case $call in rename | renameat2 | fsync | unlink | write) check_leftovers "killed at $call $when" ;; esac
    done
done
echo "killed at each call: $runs runs"

before=$runs
for call in openat write fsync rename renameat2 unlink fchmod pread64 flock mkdir; do
    times=$(times_of "$call")
    for error in ENOSPC EIO EDQUOT; do
        for when in $(seq "${times:-0}"); do
            begin
            add "$call:error=$error:when=$when"
            if [ "$code" = 0 ]; then
                is_new || fail "$error at $call $when: reported as done, and it is not"
            else
                is_old || fail "$error at $call $when: reported as not done (code $code), and it is: $(cat said)"
            fi
        done
    done
done
echo "an error at each call: $((runs - before)) runs"

# Somebody saves the file while `add` stands still at a call: theirs stays, and the event is in it too.
before=$runs
edit_during() {
    local call=$1 way=$2
    shift 2
    begin
    strace -f -qq -o /dev/null -e "inject=$call:delay_enter=700000:when=1" "$@" \
        "$program" add work/war.toml "${event[@]}" >said 2>&1 &
    local adding=$!
    sleep 0.5
    if [ "$way" = rename ]; then
        { cat old.toml; echo '# EDITED'; } >work/.saved && mv work/.saved work/war.toml
    else
        echo '# EDITED' >>work/war.toml
    fi
    wait $adding
    code=$?
    runs=$((runs + 1))
    grep -q '# EDITED' work/war.toml || fail "$call, $way: what was saved meanwhile is lost"
    if [ "$code" = 0 ]; then
        grep -q 'Added here' work/war.toml || fail "$call, $way: reported as done, and it is not"
    fi
}
for way in rename append; do
    edit_during rename $way
    edit_during renameat2 $way
done
# Where files cannot be exchanged, what is written into the open file is found behind the rename.
begin
strace -f -qq -o /dev/null -e inject=renameat2:error=EINVAL -e inject=rename:delay_enter=700000:when=2 \
    "$program" add work/war.toml "${event[@]}" >said 2>&1 &
adding=$!
sleep 1
echo '# EDITED' >>work/war.toml
wait $adding
runs=$((runs + 1))
grep -q '# EDITED' work/war.toml || fail 'without an exchange: what was written meanwhile is lost'
echo "somebody else saves meanwhile: $((runs - before)) runs"

# What was done is not reported as not done, wherever it can be said or not.
begin
"$program" add work/war.toml "${event[@]}" >/dev/full 2>said || fail 'a full standard output: reported as not done'
is_new || fail 'a full standard output: not done'
grep -q "wrote '" said || fail 'a full standard output: not said anywhere'
begin
"$program" add work/war.toml "${event[@]}" >&- 2>said || fail 'a closed standard output: reported as not done'
is_new || fail 'a closed standard output: not done'
begin
(ulimit -f 1 && "$program" add work/war.toml "${event[@]}") >/dev/null 2>said
code=$?
if [ "$code" -gt 128 ] || { [ "$code" != 0 ] && ! is_old; } || { [ "$code" = 0 ] && ! is_new; }; then
    fail "ulimit -f: code $code: $(cat said)"
fi
echo "in all $runs runs, $failures failures"
[ "$failures" = 0 ]
