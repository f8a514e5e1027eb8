CREATE TYPE "TranscriptState" AS ENUM ('machine', 'corrected', 'approved');
CREATE TYPE "FeedImportState" AS ENUM ('waiting', 'running', 'done', 'failed');
CREATE TYPE "FeedImportOutcome" AS ENUM ('planned', 'imported', 'unchanged', 'failed');

ALTER TABLE "Show"
    ADD COLUMN "block" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "complete" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "locked" BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN "medium" TEXT NOT NULL DEFAULT 'podcast',
    ADD COLUMN "newFeedUrl" TEXT,
    ADD COLUMN "movedAt" TIMESTAMPTZ(3),
    ADD COLUMN "deletedAt" TIMESTAMPTZ(3),
    ADD COLUMN "seasons" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "persons" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "locations" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "license" JSONB,
    ADD COLUMN "funding" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "updateFrequency" JSONB,
    ADD COLUMN "txt" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "podroll" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "publisher" JSONB,
    ADD COLUMN "socialInteract" JSONB NOT NULL DEFAULT '[]';

ALTER TABLE "Episode"
    ADD COLUMN "notes" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "shortTitle" TEXT,
    ADD COLUMN "block" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "numberLabel" TEXT,
    ADD COLUMN "persons" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "locations" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "license" JSONB,
    ADD COLUMN "soundbites" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "txt" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "socialInteract" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "overrides" JSONB NOT NULL DEFAULT '[]',
    ADD COLUMN "deletedAt" TIMESTAMPTZ(3);

ALTER TABLE "Artwork" ADD COLUMN "alt" TEXT;

CREATE TABLE "Transcript" (
    "id" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "state" "TranscriptState" NOT NULL DEFAULT 'machine',
    "cues" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "Transcript_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Transcript_episodeId_language_key" ON "Transcript"("episodeId", "language");
ALTER TABLE "Transcript" ADD CONSTRAINT "Transcript_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "ShowAlias" (
    "slug" TEXT NOT NULL,
    "showId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ShowAlias_pkey" PRIMARY KEY ("slug")
);
CREATE INDEX "ShowAlias_showId_idx" ON "ShowAlias"("showId");
ALTER TABLE "ShowAlias" ADD CONSTRAINT "ShowAlias_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Show"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "EpisodeAlias" (
    "showId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "episodeId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "EpisodeAlias_pkey" PRIMARY KEY ("showId", "slug")
);
CREATE INDEX "EpisodeAlias_episodeId_idx" ON "EpisodeAlias"("episodeId");
ALTER TABLE "EpisodeAlias" ADD CONSTRAINT "EpisodeAlias_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "FeedImport" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "showId" UUID,
    "options" JSONB NOT NULL,
    "state" "FeedImportState" NOT NULL DEFAULT 'waiting',
    "report" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    CONSTRAINT "FeedImport_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "FeedImport_showId_idx" ON "FeedImport"("showId");
ALTER TABLE "FeedImport" ADD CONSTRAINT "FeedImport_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Show"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "FeedImportItem" (
    "importId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "guid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "outcome" "FeedImportOutcome" NOT NULL,
    "message" TEXT,
    "episodeId" UUID,
    CONSTRAINT "FeedImportItem_pkey" PRIMARY KEY ("importId", "position")
);
ALTER TABLE "FeedImportItem" ADD CONSTRAINT "FeedImportItem_importId_fkey" FOREIGN KEY ("importId") REFERENCES "FeedImport"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
