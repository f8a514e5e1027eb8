-- Versions of an episode have all that can be changed of it, and transcripts keep what they said before.
ALTER TABLE "EpisodeVersion" ADD COLUMN "restores" INTEGER;
ALTER TABLE "Upload" ADD COLUMN "seen" INTEGER;

CREATE TABLE "FormerTranscript" (
    "episodeId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "times" "TranscriptTimes" NOT NULL,
    "cues" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormerTranscript_pkey" PRIMARY KEY ("episodeId", "sha256")
);

ALTER TABLE "FormerTranscript" ADD CONSTRAINT "FormerTranscript_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The newest version of an episode is the episode as it is: what it lacks stands there. Nobody knows it of older ones.
UPDATE "EpisodeVersion" SET "facts" = "facts" || jsonb_build_object(
    'chapters', "Episode"."chapters",
    'transcripts', COALESCE((
        SELECT jsonb_agg(jsonb_build_object('language', "language", 'state', "state", 'sha256', "sha256") ORDER BY "language")
        FROM "Transcript" WHERE "Transcript"."episodeId" = "Episode"."id"), '[]'),
    'audio', (
        SELECT jsonb_build_object('sha256', "sha256", 'type', "type", 'bytes', "bytes", 'seconds', "seconds")
        FROM "Enclosure" WHERE "Enclosure"."id" = "Episode"."enclosureId"),
    'artwork', (
        SELECT jsonb_build_object('sha256', "sha256", 'side', "side", 'alt', "alt")
        FROM "Artwork" WHERE "Artwork"."id" = "Episode"."artworkId"),
    'publishAt', to_char("Episode"."publishAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
FROM "Episode"
WHERE "Episode"."id" = "EpisodeVersion"."episodeId" AND "Episode"."version" = "EpisodeVersion"."number";
