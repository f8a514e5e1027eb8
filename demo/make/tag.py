"""Puts an ID3v2 tag with chapters in front of an MP3 file that has none.

tag.py FILE INDEX PICTURE CHAPTERS VERSION SECONDS
VERSION is 3 (ID3v2.3, texts in UTF-16) or 4 (ID3v2.4, texts in UTF-8).
ffmpeg could write most of this, but it puts the comment into a TXXX frame instead of COMM.
"""
import json
import sys

file, index, picture, chapter_list, version, seconds = sys.argv[1:]
v23 = version == "3"
data = json.load(open("show.json", encoding="utf-8"))
show, episode = data["show"], data["episodes"][int(index)]


def syncsafe(n):
    return bytes(n >> shift & 0x7F for shift in (21, 14, 7, 0))


def frame(name, body):
    size = len(body).to_bytes(4, "big") if v23 else syncsafe(len(body))
    return name.encode() + size + b"\0\0" + body


def encoded(text):
    return b"\xff\xfe" + text.encode("utf-16-le") if v23 else text.encode("utf-8")


ENCODING = b"\1" if v23 else b"\3"
END = b"\0\0" if v23 else b"\0"


def text(name, value):
    return frame(name, ENCODING + encoded(value))


def u32(n):
    return n.to_bytes(4, "big")


year, month, day = episode["publishAt"][:10].split("-")
frames = [
    text("TIT2", episode["title"]),
    text("TPE1", show["author"]),
    text("TALB", show["title"]),
    text("TRCK", str(episode["number"])),
    text("TPOS", str(episode["season"])),
    text("TCON", "Podcast"),
    text("TLAN", "deu"),
]
frames += [text("TYER", year), text("TDAT", day + month)] if v23 else [text("TDRC", f"{year}-{month}-{day}")]
frames.append(frame("COMM", ENCODING + b"deu" + encoded("") + END + encoded(episode["description"])))

# Chapters: each ends where the next one starts; byte offsets are not used (0xFFFFFFFF).
chapters = [line.rstrip("\n").split("\t") for line in open(chapter_list, encoding="utf-8")]
starts = [int(float(start) * 1000) for start, _ in chapters]
ends = starts[1:] + [int(float(seconds) * 1000)]
ids = [f"chp{k}".encode() + b"\0" for k in range(len(chapters))]
TOP_LEVEL_ORDERED = b"\3"
frames.append(frame("CTOC", b"toc\0" + TOP_LEVEL_ORDERED + bytes([len(ids)]) + b"".join(ids)))
for ident, start, end, (_, title) in zip(ids, starts, ends, chapters):
    frames.append(frame("CHAP", ident + u32(start) + u32(end) + b"\xff" * 8 + text("TIT2", title)))

FRONT_COVER = b"\3"
frames.append(frame("APIC", b"\0image/jpeg\0" + FRONT_COVER + b"\0" + open(picture, "rb").read()))

body = b"".join(frames)
with open(file, "rb") as f:
    audio = f.read()
with open(file, "wb") as f:
    f.write(b"ID3" + bytes([int(version), 0, 0]) + syncsafe(len(body)) + body + audio)
