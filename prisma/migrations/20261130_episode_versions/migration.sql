-- What an episode said before, as typed; links that show a draft.
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

CREATE TABLE "PreviewLink" (
    "id" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "madeBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PreviewLink_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "PreviewLink_hash_key" ON "PreviewLink"("hash");
CREATE INDEX "PreviewLink_episodeId_idx" ON "PreviewLink"("episodeId");

ALTER TABLE "EpisodeVersion" ADD CONSTRAINT "EpisodeVersion_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE;
