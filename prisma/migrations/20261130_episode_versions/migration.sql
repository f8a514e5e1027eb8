-- What was typed for an episode, version by version, and its notes as they were typed.
ALTER TABLE "Episode" ADD COLUMN "notesSource" TEXT, ADD COLUMN "version" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "EpisodeVersion" (
    "episodeId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "personId" UUID,
    "savedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EpisodeVersion_pkey" PRIMARY KEY ("episodeId", "number")
);

ALTER TABLE "EpisodeVersion" ADD CONSTRAINT "EpisodeVersion_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE;
