[#ftl attributes={"version": "3"}]
#!/bin/sh
# Starts [=name]. JAVA_HOME says which Java, JAVA_OPTS replaces the JVM's options. What a first start makes, so that later
# ones are fast, is kept in the folder CONNECTOR_CACHE, or without it in the user's cache directory; if it is empty, nowhere.

fail() {
    printf '%s\n' "$1" >&2
    exit 2
}

# The file that a chain of symbolic links ends in
follow() {
    followed=$1
    while [ -h "$followed" ]; do
        listed=$(ls -ld -- "$followed")
        link=${listed#*" $followed -> "}
        case $link in
            /*) followed=$link ;;
            *) followed=${followed%"${followed##*/}"}$link ;;
        esac
    done
}

follow "$0"
folder=${followed%"${followed##*/}"}
home=$(CDPATH='' cd -- "${folder:-.}" && pwd -P) || exit 1
jar=$home/[=jar]
[ -f "$jar" ] || fail "CONNECTOR_INCOMPLETE: $jar: not found; the launcher and its jar have to stay in one folder"

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_NOT_FOUND: JAVA_HOME is $JAVA_HOME, and there is no bin/java in it; set it to a Java 17 or newer"
else
    java=$(command -v java) || fail "JAVA_NOT_FOUND: no java on the PATH; install Java 17 or newer, or set JAVA_HOME"
fi

# The release file beside bin says the version without starting a JVM; where there is none, java is asked
follow "$java"
release=${followed%"${followed##*/}"}../release
jvm=
[ -r "$release" ] && jvm=$(cat -- "$release")
case $jvm in
    *JAVA_VERSION=\"*) version=${jvm#*JAVA_VERSION=\"} ;;
    *)
        jvm=$("$java" -version 2>&1)
        case $jvm in
            *' version "'*) version=${jvm#*' version "'} ;;
            *) version= ;;
        esac
        ;;
esac
version=${version%%[!0-9.]*}
case $version in
    '') fail "JAVA_NOT_FOUND: $java does not say its version; install Java 17 or newer, or set JAVA_HOME" ;;
    1.*) major=8 ;;
    *) major=${version%%.*} ;;
esac
[ "$major" -ge 17 ] || fail "JAVA_TOO_OLD: $java is Java $version; install Java 17 or newer, or set JAVA_HOME"

# Where that is kept: beside the jar if packaging made it for this Java, else in the user's cache directory
find_cache() {
    cache=$home/[=name].cache
    [ -e "$cache/$key.jsa" ] && return
    if [ -n "${CONNECTOR_CACHE+set}" ]; then
        cache=$CONNECTOR_CACHE
    elif [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ]; then
        cache=${XDG_CACHE_HOME:-$HOME/.cache}/connectorkit/[=name]
    else
        cache=
    fi
}

# Fills a folder with it; the archive is empty where this Java makes none. Until it is whole it has a name that no start looks
# for, and whoever ends the launcher meanwhile ends the making, so that no part of one is left or used
first_start() {
    mkdir -p -- "$cache" 2> /dev/null && [ -w "$cache" ] || return
    find "$cache" -type f \( -name '*.part' -mmin +10 -o -mtime +30 ! -path '*/native-*' \) -exec rm -f {} + 2> /dev/null
    made=$cache/$key.$$.part
    trap 'give_up 129' HUP
    trap 'give_up 130' INT
    trap 'give_up 143' TERM
    "$java" -Xlog:disable -XX:+UseSerialGC "-XX:ArchiveClassesAtExit=$made"[#if libraries != ""] "-Djava.library.path=$cache/native-[=libraries]"[/#if] \
        -cp "$jar" dev.connectorkit.runtime.cli.FirstStart "$cache/native-[=libraries]" < /dev/null > /dev/null 2>&1 &
    maker=$!
    wait "$maker"
    case $? in
        0) [ -s "$made" ] || : > "$made" ;;
        1[3-9][0-9] | 129) rm -f -- "$made" ;; # was killed, which says nothing of the next time
        *) : > "$made" ;;
    esac
    trap - HUP INT TERM
    [ ! -e "$made" ] || mv -f -- "$made" "$cache/$key.jsa"
}

give_up() {
    kill "$maker" 2> /dev/null
    wait "$maker" 2> /dev/null
    rm -f -- "$made"
    exit "$1"
}

# What the archive is for: this content, by the checksums of all entries, which stand at the end of a jar; this file, since a
# JVM takes an archive by path, size and time; and this Java, under whatever name it was found
key=
stamp=$(stat -Lc '%s %Y' -- "$jar" 2> /dev/null || stat -Lf '%z %m' -- "$jar" 2> /dev/null) &&
    key=$({ printf '%s\n' "$jar" "$stamp" "$jvm" && tail -c [=directoryBytes] -- "$jar"; } 2> /dev/null | cksum 2> /dev/null) && key=${key%% *}
cache=
if [ -n "$key" ]; then
    find_cache
    [ -z "$cache" ] || [ -e "$cache/$key.jsa" ] || first_start
fi
[#if libraries != ""]

# Without a folder that is kept, native libraries go to a private temporary one
libraries=$cache/native-[=libraries]
if [ -z "$cache" ] || [ ! -d "$libraries" ]; then
    cache=${TMPDIR:-/tmp}/connectorkit-$(id -u)
    libraries=$cache/native-[=libraries]
    mkdir -m 700 -- "$cache" 2> /dev/null || { [ ! -h "$cache" ] && [ -O "$cache" ]; } || cache=
    [ -z "$cache" ] || [ -d "$libraries" ] || first_start
fi
[/#if]

# A JVM's own warnings would go to standard output, among the states; -f keeps JAVA_OPTS from naming files. A compiler that
# inlines less takes less than half of the time, and its code is no slower
archive=
[ -n "$cache" ] && [ -n "$key" ] && [ -s "$cache/$key.jsa" ] && archive=$cache/$key.jsa
set -f
exec "$java" -Xlog:disable -Xlog:all=warning:stderr ${archive:+"-XX:SharedArchiveFile=$archive"} \
[#if libraries != ""]
    "-Djava.library.path=$libraries" \
    ${JAVA_OPTS--XX:+UseSerialGC -Xmx384m -XX:+IgnoreUnrecognizedVMOptions -XX:FreqInlineSize=90 -Djfr.unsupported.vm=true} -jar "$jar" "$@"
[#else]
    ${JAVA_OPTS--XX:+UseSerialGC -Xmx384m -XX:+IgnoreUnrecognizedVMOptions -XX:FreqInlineSize=90} -jar "$jar" "$@"
[/#if]
