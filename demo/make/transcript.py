"""Writes what is said in an episode as WebVTT, a cue for each sentence.

transcript.py SPOKEN FILE
SPOKEN has a line for each part of the dialogue: start, length (both in seconds), M or R, text; tabs between them.
Where a sentence ends is found by having the beginning of the text spoken up to it; where the next one starts, by
listening for sound after that. VOICE_M and VOICE_R are the options espeak-ng speaks with.
"""
import array
import os
import re
import subprocess
import sys
import tempfile
import wave

SPEAKERS = {"M": "Erste Stimme", "R": "Zweite Stimme"}
# As loud as what make.sh leaves at both ends of a part: -50 dB of 16 bits.
AUDIBLE = 104

spoken, target = sys.argv[1:]


def sentences(text):
    """Parts after . ! or ?, with a quotation mark behind it or not, but for the title of a doctor."""
    return re.split(r"(?<=[.!?])(?<!Dr\.)\s+|(?<=[.!?]“)\s+", text)


def listen(voice, text):
    """The samples of a text as the voice speaks it, and how many come in a second."""
    said = subprocess.run(["sed", "-f", "make/pronounce.sed"], input=text, capture_output=True, text=True, check=True)
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", *voice.split(), "-w", file.name], input=said.stdout, text=True, check=True)
        with wave.open(file.name) as sound:
            return array.array("h", sound.readframes(sound.getnframes())), sound.getframerate()


def audible(samples, order):
    return next(at for at in order if abs(samples[at]) > AUDIBLE)


def cues(start, length, who, text):
    """Start, end and text of each sentence."""
    voice, parts = os.environ["VOICE_" + who], sentences(text)
    whole, rate = listen(voice, text)
    first, last = audible(whole, range(len(whole))), audible(whole, reversed(range(len(whole))))
    # Samples in a second of the part, from which some milliseconds of silence were cut.
    second = (last - first) / length
    begin = first
    for count, part in enumerate(parts, 1):
        if count == len(parts):
            end = last
        else:
            samples, _ = listen(voice, " ".join(parts[:count]))
            end = audible(samples, reversed(range(len(samples))))
        yield start + (begin - first) / second, start + (end - first) / second, part
        begin = audible(whole, range(end + rate // 50, len(whole))) if end < last else end


def clock(seconds):
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


blocks, speaker = ["WEBVTT\n"], None
for line in open(spoken, encoding="utf-8"):
    start, length, who, text = line.rstrip("\n").split("\t")
    for begin, end, part in cues(float(start), float(length), who, text):
        voice = "" if who == speaker else f"<v {SPEAKERS[who]}>"
        blocks.append(f"{clock(begin)} --> {clock(end)}\n{voice}{part}\n")
        speaker = who
with open(target, "w", encoding="utf-8") as file:
    file.write("\n".join(blocks))
