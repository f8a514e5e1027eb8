#!/usr/bin/env bash
# Rebuilds the demo show: cover.jpg, the four files in audio/ and what is said in them in transcripts/.
# With "transcripts" as argument only those.
#
# Debian: apt install espeak-ng ffmpeg librsvg2-bin imagemagick fonts-vollkorn fonts-lato jq python3
#
# Titles, descriptions and dates come from show.json, the spoken words from make/N-slug.txt:
#   "# Title" starts a chapter, "M: …" is spoken by the host's voice, "R: …" by the second voice.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ff() { ffmpeg -nostdin -v error -y "$@"; }
show() { jq -r "$1" show.json; }

# ---- pictures ------------------------------------------------------------------------------------

# picture SVG SIZE QUALITY FILE [CHROMA SAMPLING]
picture() {
  rsvg-convert -w "$2" -h "$2" "$1" -o "$tmp/picture.png"
  convert "$tmp/picture.png" -background white -alpha remove -alpha off -colorspace sRGB -type TrueColor \
    -density 72 -units PixelsPerInch -strip -interlace Plane -sampling-factor "${5:-1x1}" -quality "$3" "JPEG:$4"
}

# The episode's picture is the cover without its finest lines and with a number: 1400 px in less than 60 kB.
episode_picture() {
  local badge='<circle cx="2566" cy="536" r="210" fill="#1D5A5E"/><text x="2566" y="650" font-family="Lato" font-weight="900" font-size="316" text-anchor="middle" fill="#FFF6E6">'$1'</text>'
  sed -e '/class="fine"/d' -e "s|<!--NUMBER-->|$badge|" cover.svg > "$tmp/episode.svg"
  picture "$tmp/episode.svg" 1400 36 "$tmp/$1.jpg" 2x2
}

# ---- sound ---------------------------------------------------------------------------------------

pcm=(-ar 44100 -ac 1 -c:a pcm_s16le)

# note FREQUENCY START: one soft, plucked note for aevalsrc
note() { echo "gte(t,$2)*min((t-$2)*120,1)*exp(-3.2*(t-$2))*(sin(2*PI*$1*(t-$2))+0.25*sin(4*PI*$1*(t-$2))*exp(-4*(t-$2)))"; }

jingles() {
  ff -f lavfi -i "aevalsrc='0.16*($(note 392.00 0)+$(note 493.88 0.18)+$(note 587.33 0.36)+$(note 783.99 0.62))':d=2:s=44100" -af afade=out:st=1.4:d=0.6 "${pcm[@]}" "$tmp/open.wav"
  ff -f lavfi -i "aevalsrc='0.11*($(note 587.33 0.3)+$(note 783.99 0.46))':d=1.3:s=44100" -af afade=out:st=0.9:d=0.4 "${pcm[@]}" "$tmp/next.wav"
  ff -f lavfi -i "aevalsrc='0.15*($(note 783.99 0.2)+$(note 587.33 0.4)+$(note 493.88 0.6)+$(note 392.00 0.82))':d=2.6:s=44100" -af afade=out:st=1.8:d=0.8 "${pcm[@]}" "$tmp/close.wav"
  ff -f lavfi -i anullsrc=r=44100:cl=mono -t 0.36 "${pcm[@]}" "$tmp/pause.wav"
}

export VOICE_M='-v de+f2 -s 162 -p 46 -g 1' VOICE_R='-v de+m7 -s 156 -p 38 -g 1'

# speak M|R TEXT FILE
speak() {
  local voice name=VOICE_$1
  read -ra voice <<<"${!name}"
  sed -f make/pronounce.sed <<<"$2" | espeak-ng "${voice[@]}" -w "$tmp/raw.wav"
  # trim the silence at both ends, soften the harsh treble, even out the level
  ff -i "$tmp/raw.wav" -af "silenceremove=start_periods=1:start_threshold=-50dB,areverse,silenceremove=start_periods=1:start_threshold=-50dB,areverse,highpass=f=75,equalizer=f=250:t=q:w=1:g=1.5,highshelf=f=4200:g=-4,aecho=0.9:0.6:17|29:0.10|0.06,acompressor=threshold=-22dB:ratio=3:attack=4:release=120,loudnorm=I=-20:TP=-3:LRA=7" "${pcm[@]}" "$3"
}

# loudness FILE: prints integrated loudness and true peak
loudness() {
  ffmpeg -nostdin -hide_banner -i "$1" -map 0:a -af ebur128=peak=true -f null - 2>&1 |
    awk '/Summary:/{s=1} s&&$1=="I:"{i=$2} s&&$1=="Peak:"{p=$2} END{print i, p}'
}

seconds() { ffprobe -v error -show_entries format=duration -of csv=p=0 "$1"; }

# dialogue N-slug: writes $tmp/mix.wav, $tmp/chapters.txt (seconds TAB title) and transcripts/N-slug.vtt
dialogue() {
  local list=$tmp/list.txt at=0 part=0 line
  : > "$list"; : > "$tmp/chapters.txt"; : > "$tmp/spoken.txt"
  add() { echo "file '$1'" >> "$list"; at=$(awk -v a="$at" -v b="$(seconds "$1")" 'BEGIN{printf "%.3f", a+b}'); }
  while IFS= read -r line; do
    case $line in
      '# '*)
        printf '%s\t%s\n' "$at" "${line#\# }" >> "$tmp/chapters.txt"
        if [ "$at" = 0 ]; then add "$tmp/open.wav"; else add "$tmp/next.wav"; fi ;;
      [MR]': '*)
        part=$((part + 1))
        speak "${line%%:*}" "${line#*: }" "$tmp/part$part.wav"
        printf '%s\t%s\t%s\t%s\n' "$at" "$(seconds "$tmp/part$part.wav")" "${line%%:*}" "${line#*: }" >> "$tmp/spoken.txt"
        add "$tmp/part$part.wav"; add "$tmp/pause.wav" ;;
    esac
  done < "make/$1.txt"
  add "$tmp/close.wav"
  ff -f concat -safe 0 -i "$list" -c copy "$tmp/mix.wav"
  python3 make/transcript.py "$tmp/spoken.txt" "transcripts/$1.vtt"
}

# encode NAME GAIN LIMIT CODEC…: level, limit with head room for the encoder, encode
encode() {
  local file=$1 gain=$2 limit=$3; shift 3
  ff -i "$tmp/mix.wav" -af "volume=${gain}dB,aresample=176400,alimiter=limit=$limit:level=false:attack=3:release=60,aresample=44100" \
    -ac 1 -map_metadata -1 -bitexact "$@" "$file"
}

episode() {
  local i=$1 n=$(($1 + 1)) file name gain=0 codec
  file=$(show ".episodes[$i].file"); name=$(basename "${file%.*}")
  dialogue "$name"
  case $file in
    *.mp3) codec=(0.74 -c:a libmp3lame -b:a 48k -f mp3 -write_xing 1 -id3v2_version 0) ;;
    *.m4a) codec=(0.66 -c:a aac -profile:a aac_low -b:a 48k -f ipod) ;;
  esac
  # the encoder and the limiter move the loudness a little: approach -16 LUFS in steps
  for _ in 1 2 3 4 5; do
    encode "$tmp/audio" "$gain" "${codec[@]}"
    gain=$(awk -v g="$gain" -v i="$(loudness "$tmp/audio" | cut -d' ' -f1)" 'BEGIN{printf "%.2f", g-16-i}')
  done
  encode "$tmp/audio" "$gain" "${codec[@]}"

  # id3v2.4 with UTF-8 for the first files, id3v2.3 with UTF-16 for the last one
  case $file in
    *.mp3)
      cp "$tmp/audio" "$file"
      python3 make/tag.py "$file" "$i" "$tmp/$n.jpg" "$tmp/chapters.txt" $((n == 4 ? 3 : 4)) "$(seconds "$file")" ;;
    *.m4a)
      { echo ';FFMETADATA1'
        awk -F'\t' -v total="$(seconds "$tmp/audio")" '
          {s[NR]=int($1*1000); t[NR]=$2}
          END{s[NR+1]=int(total*1000)-20; for(k=1;k<=NR;k++) printf "[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=%s\n", s[k], s[k+1], t[k]}' "$tmp/chapters.txt"
      } > "$tmp/meta.txt"
      ff -i "$tmp/audio" -i "$tmp/$n.jpg" -f ffmetadata -i "$tmp/meta.txt" \
        -map 0:a -map 1:v -c copy -disposition:v:0 attached_pic -map_chapters 2 -bitexact \
        -metadata:s:a:0 language=deu \
        -metadata title="$(show ".episodes[$i].title")" -metadata artist="$(show .show.author)" \
        -metadata album="$(show .show.title)" -metadata track="$n" -metadata disc=1 -metadata genre=Podcast \
        -metadata date="$(show ".episodes[$i].publishAt[0:10]")" \
        -metadata comment="$(show ".episodes[$i].description")" -metadata description="$(show ".episodes[$i].description")" \
        -movflags +faststart -f ipod "$file" ;;
  esac
  printf '%-36s %6d bytes  %5.1f s  LUFS, dBTP: %s\n' "$file" "$(stat -c %s "$file")" "$(seconds "$file")" "$(loudness "$file")"
}

mkdir -p audio transcripts
jingles
if [ "${1:-}" = transcripts ]; then
  for n in 1 2 3 4; do dialogue "$(basename "$(show ".episodes[$((n - 1))].file" | sed 's/\.[^.]*$//')")"; done
  exit
fi
picture cover.svg 3000 82 cover.jpg
for n in 1 2 3 4; do
  episode_picture "$n"
  episode $((n - 1))
done
