#!/bin/sh
# Makes the audio samples anew: own words spoken by espeak-ng, and tones. Needs ffmpeg, lame and espeak-ng.
# Other versions of these programs give other bytes: the numbers in the tests then need to be read anew (see README.md).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

espeak-ng -v de -s 150 -w "$work/said.wav" \
  'Guten Tag. Das ist eine Probe. Sie hören einen Satz, den niemand sonst gesprochen hat, und danach ein wenig Stille.'

wav() { # seconds rate channels: the sentence again and again with silence between, exactly as long as asked for
  ffmpeg -v error -y -i "$work/said.wav" -af "apad=pad_dur=6,aloop=-1:2147483647" -t "$1" -ar "$2" -ac "$3" \
    -c:a pcm_s16le "$work/$1-$2-$3.wav"
  echo "$work/$1-$2-$3.wav"
}

# MPEG-1, constant bitrate: with LAME's Info frame, and bare
lame --quiet -b 80 -m j --resample 44.1 "$(wav 6 44100 2)" cbr-info-44100-stereo.mp3
lame --quiet -t -b 32 -m m --resample 44.1 "$(wav 10 44100 1)" cbr-bare-44100-mono.mp3
# MPEG-2 (low sampling frequencies)
lame --quiet -b 64 -m m --resample 22.05 "$(wav 6 22050 1)" cbr-info-22050-mono.mp3
lame --quiet -t -b 16 -m m --resample 16 "$(wav 8 16000 1)" cbr-bare-16000-mono.mp3
# Variable bitrate with a Xing frame: MPEG-2.5 and MPEG-1
lame --quiet -V 9 -m m --resample 8 "$(wav 300 8000 1)" vbr-xing-8000-mono.mp3
lame --quiet -V 7 -m j --resample 32 "$(wav 12 32000 2)" vbr-xing-32000-stereo.mp3

cat > "$work/chapters.txt" <<'META'
;FFMETADATA1
title=Folge 12: Die neue Straße
artist=Land/Presse
comment=Worum es geht: Straßen & Brücken.
track=12/40
disc=2
date=2026-03-05
language=deu
[CHAPTER]
TIMEBASE=1/1000
START=0
END=2500
title=Begrüßung
[CHAPTER]
TIMEBASE=1/1000
START=2500
END=64250
title=Straße
[CHAPTER]
TIMEBASE=1/1000
START=64250
END=70000
title=Abschied 👋
META

tagged() { # output, and options of ffmpeg
  out=$1
  shift
  ffmpeg -v error -y "$@" "$out"
}
short=$(wav 6 22050 1)
long=$(wav 70 16000 1)
lame --quiet -t -b 16 -m m --resample 16 "$long" "$work/long.mp3"

# ID3v2.4 and 2.3 with CHAP and CTOC
for version in 3 4; do
  tagged id3v2$version-chapters.mp3 -i "$work/long.mp3" -i "$work/chapters.txt" -map 0:a -map_metadata 1 -map_chapters 1 \
    -c copy -id3v2_version $version -t 5 -write_xing 0
done
# M4A, index in front, chapters, more than 60 s
tagged faststart-chapters.m4a -i "$long" -i "$work/chapters.txt" -map 0:a -map_metadata 1 -map_chapters 1 -metadata:s:a:0 language=deu \
  -c:a aac -b:a 16k -movflags +faststart -brand M4A
# M4A, index at the end, more than 60 s
tagged index-at-end.m4a -i "$long" -i "$work/chapters.txt" -map 0:a -map_metadata 1 -map_chapters 1 -c:a aac -b:a 12k
# What is refused: an MP4 with a picture that moves, and one in fragments
tagged video.mp4 -f lavfi -i color=c=blue:s=16x16:r=1 -i "$short" -t 2 -c:v mpeg4 -c:a aac -b:a 16k
tagged fragmented.m4a -i "$short" -t 2 -c:a aac -b:a 16k -movflags +frag_keyframe+empty_moov
tagged lossless.m4a -f lavfi -i sine=440:r=8000 -t 1 -c:a alac
