CREATE TYPE "PassagePart" AS ENUM ('title', 'notes', 'transcript');
-- Text search configurations every PostgreSQL has.
CREATE TYPE "Stemming" AS ENUM ('german', 'english', 'simple');

-- Nothing refers to rows of others here: the job that writes these would wait for whoever changes a show, who may wait for it.
CREATE TABLE "Passage" (
    "id" BIGSERIAL NOT NULL,
    "ownerId" UUID NOT NULL,
    "showId" UUID NOT NULL,
    "part" "PassagePart" NOT NULL,
    "stemming" "Stemming" NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "times" JSONB,
    "words" TSVECTOR NOT NULL,
    CONSTRAINT "Passage_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Passage_ownerId_idx" ON "Passage"("ownerId");
-- What waits in a pending list would have to be read through by every search.
CREATE INDEX "Passage_words_idx" ON "Passage" USING GIN ("words") WITH (fastupdate = off);
-- Looking for a phrase reads the words of many rows: they stay in them, and texts make room.
ALTER TABLE "Passage" ALTER COLUMN "words" SET STORAGE MAIN;

CREATE TABLE "PartWords" (
    "ownerId" UUID NOT NULL,
    "showId" UUID NOT NULL,
    "part" "PassagePart" NOT NULL,
    "stemming" "Stemming" NOT NULL,
    "language" TEXT NOT NULL,
    "words" TSVECTOR NOT NULL,
    CONSTRAINT "PartWords_pkey" PRIMARY KEY ("ownerId", "part", "language")
);
CREATE INDEX "PartWords_words_idx" ON "PartWords" USING GIN ("words") WITH (fastupdate = off);

CREATE TABLE "PassagesDue" (
    "ownerId" UUID NOT NULL,
    CONSTRAINT "PassagesDue_pkey" PRIMARY KEY ("ownerId")
);
INSERT INTO "PassagesDue" SELECT "id" FROM "Show" UNION ALL SELECT "id" FROM "Episode";

-- Text that changes can't be found from this moment on; `changed` carries "text <show id>" for those who read it anew.
-- The row is locked before anything is removed: whoever reads that text just now holds it, and is waited for.
CREATE FUNCTION "passages_due"("owner" UUID, "show" UUID) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "PassagesDue" VALUES ("owner") ON CONFLICT ("ownerId") DO UPDATE SET "ownerId" = EXCLUDED."ownerId";
    PERFORM pg_notify('changed', 'text ' || "show");
END $$;

CREATE FUNCTION "show_text_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "passages_due"(NEW."id", NEW."id");
    IF TG_OP = 'INSERT' THEN
        RETURN NULL;
    END IF;
    DELETE FROM "Passage" WHERE "ownerId" = NEW."id";
    DELETE FROM "PartWords" WHERE "ownerId" = NEW."id";
    IF OLD."language" <> NEW."language" THEN
        PERFORM "passages_due"("id", NEW."id") FROM "Episode" WHERE "showId" = NEW."id" AND "language" IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "text_new" AFTER INSERT ON "Show" FOR EACH ROW EXECUTE FUNCTION "show_text_changed"();
CREATE TRIGGER "text_changed" AFTER UPDATE OF "title", "description", "language" ON "Show" FOR EACH ROW
    WHEN ((OLD."title", OLD."description", OLD."language") IS DISTINCT FROM (NEW."title", NEW."description", NEW."language"))
    EXECUTE FUNCTION "show_text_changed"();

CREATE FUNCTION "episode_text_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "passages_due"(NEW."id", NEW."showId");
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM "Passage" WHERE "ownerId" = NEW."id" AND "part" <> 'transcript';
        DELETE FROM "PartWords" WHERE "ownerId" = NEW."id" AND "part" <> 'transcript';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "text_new" AFTER INSERT ON "Episode" FOR EACH ROW EXECUTE FUNCTION "episode_text_changed"();
CREATE TRIGGER "text_changed" AFTER UPDATE OF "title", "description", "notes", "language" ON "Episode" FOR EACH ROW
    WHEN ((OLD."title", OLD."description", OLD."notes", OLD."language")
        IS DISTINCT FROM (NEW."title", NEW."description", NEW."notes", NEW."language"))
    EXECUTE FUNCTION "episode_text_changed"();

CREATE FUNCTION "transcript_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    "episode" UUID := COALESCE(NEW."episodeId", OLD."episodeId");
BEGIN
    PERFORM "passages_due"("id", "showId") FROM "Episode" WHERE "id" = "episode";
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM "Passage" WHERE "ownerId" = "episode" AND "part" = 'transcript' AND "language" = OLD."language";
        DELETE FROM "PartWords" WHERE "ownerId" = "episode" AND "part" = 'transcript' AND "language" = OLD."language";
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "text_new" AFTER INSERT OR DELETE ON "Transcript" FOR EACH ROW EXECUTE FUNCTION "transcript_changed"();
CREATE TRIGGER "text_changed" AFTER UPDATE OF "cues", "language" ON "Transcript" FOR EACH ROW
    WHEN ((OLD."cues", OLD."language") IS DISTINCT FROM (NEW."cues", NEW."language"))
    EXECUTE FUNCTION "transcript_changed"();
