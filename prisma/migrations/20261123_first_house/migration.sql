-- CreateEnum
CREATE TYPE "ShowType" AS ENUM ('episodic', 'serial');

-- CreateEnum
CREATE TYPE "EpisodeType" AS ENUM ('full', 'trailer', 'bonus');

-- CreateTable
CREATE TABLE "Show" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "guid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "categories" TEXT[],
    "author" TEXT NOT NULL,
    "ownerName" TEXT,
    "ownerEmail" TEXT,
    "explicit" BOOLEAN NOT NULL DEFAULT false,
    "type" "ShowType" NOT NULL DEFAULT 'episodic',
    "copyright" TEXT,
    "website" TEXT,
    "artworkId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Show_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Episode" (
    "id" UUID NOT NULL,
    "showId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "guid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "author" TEXT,
    "season" INTEGER,
    "number" INTEGER,
    "type" "EpisodeType" NOT NULL DEFAULT 'full',
    "explicit" BOOLEAN,
    "language" TEXT,
    "recordedOn" TEXT,
    "chapters" JSONB NOT NULL DEFAULT '[]',
    "publishAt" TIMESTAMPTZ(3),
    "enclosureId" UUID,
    "artworkId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Episode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enclosure" (
    "id" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "bitrate" INTEGER NOT NULL,
    "channels" INTEGER NOT NULL,
    "sampleRate" INTEGER NOT NULL,
    "tagBytes" INTEGER NOT NULL,
    "byteAt60Seconds" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replacedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Enclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Artwork" (
    "id" UUID NOT NULL,
    "showId" UUID NOT NULL,
    "episodeId" UUID,
    "path" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "side" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Artwork_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Feed" (
    "showId" UUID NOT NULL,
    "etag" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "lastModified" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Feed_pkey" PRIMARY KEY ("showId")
);

-- CreateTable
CREATE TABLE "Token" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "tokenId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("tokenId","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Show_slug_key" ON "Show"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Show_guid_key" ON "Show"("guid");

-- CreateIndex
CREATE UNIQUE INDEX "Show_artworkId_key" ON "Show"("artworkId");

-- CreateIndex
CREATE UNIQUE INDEX "Episode_guid_key" ON "Episode"("guid");

-- CreateIndex
CREATE UNIQUE INDEX "Episode_enclosureId_key" ON "Episode"("enclosureId");

-- CreateIndex
CREATE UNIQUE INDEX "Episode_artworkId_key" ON "Episode"("artworkId");

-- CreateIndex
CREATE INDEX "Episode_showId_publishAt_idx" ON "Episode"("showId", "publishAt");

-- CreateIndex
CREATE UNIQUE INDEX "Episode_showId_slug_key" ON "Episode"("showId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "Enclosure_path_key" ON "Enclosure"("path");

-- CreateIndex
CREATE INDEX "Enclosure_episodeId_idx" ON "Enclosure"("episodeId");

-- CreateIndex
CREATE UNIQUE INDEX "Artwork_path_key" ON "Artwork"("path");

-- CreateIndex
CREATE INDEX "Artwork_showId_idx" ON "Artwork"("showId");

-- CreateIndex
CREATE INDEX "Artwork_episodeId_idx" ON "Artwork"("episodeId");

-- CreateIndex
CREATE UNIQUE INDEX "Token_hash_key" ON "Token"("hash");

-- AddForeignKey
ALTER TABLE "Show" ADD CONSTRAINT "Show_artworkId_fkey" FOREIGN KEY ("artworkId") REFERENCES "Artwork"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Episode" ADD CONSTRAINT "Episode_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Show"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Episode" ADD CONSTRAINT "Episode_enclosureId_fkey" FOREIGN KEY ("enclosureId") REFERENCES "Enclosure"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Episode" ADD CONSTRAINT "Episode_artworkId_fkey" FOREIGN KEY ("artworkId") REFERENCES "Artwork"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enclosure" ADD CONSTRAINT "Enclosure_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Artwork" ADD CONSTRAINT "Artwork_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Show"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Artwork" ADD CONSTRAINT "Artwork_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feed" ADD CONSTRAINT "Feed_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Show"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "Token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A guid identifies a show or an episode in every app, for ever.
CREATE FUNCTION "refuse_guid_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The guid of % % never changes.', TG_TABLE_NAME, OLD."id";
END $$;
CREATE TRIGGER "guid_never_changes" BEFORE UPDATE OF "guid" ON "Show"
    FOR EACH ROW WHEN (OLD."guid" IS DISTINCT FROM NEW."guid") EXECUTE FUNCTION "refuse_guid_change"();
CREATE TRIGGER "guid_never_changes" BEFORE UPDATE OF "guid" ON "Episode"
    FOR EACH ROW WHEN (OLD."guid" IS DISTINCT FROM NEW."guid") EXECUTE FUNCTION "refuse_guid_change"();

-- What every instance holds in memory follows the rows: `changed` carries "feed <show id>" or "media <owner id>".
CREATE FUNCTION "tell_feed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', 'feed ' || NEW."showId");
    RETURN NULL;
END $$;
CREATE TRIGGER "tell" AFTER INSERT OR UPDATE ON "Feed" FOR EACH ROW EXECUTE FUNCTION "tell_feed"();

CREATE FUNCTION "tell_media"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', 'media ' || COALESCE(NEW."id", OLD."id"));
    RETURN NULL;
END $$;
CREATE TRIGGER "tell" AFTER INSERT OR UPDATE OF "artworkId" ON "Show" FOR EACH ROW EXECUTE FUNCTION "tell_media"();
CREATE TRIGGER "tell" AFTER INSERT OR UPDATE OF "publishAt", "enclosureId", "artworkId" ON "Episode"
    FOR EACH ROW EXECUTE FUNCTION "tell_media"();
