-- The moment after which a deletion can't be undone any more.
ALTER TABLE "Show" ADD COLUMN "goneAt" TIMESTAMPTZ(3);
ALTER TABLE "Episode" ADD COLUMN "goneAt" TIMESTAMPTZ(3);
CREATE INDEX "Episode_deletedAt_idx" ON "Episode"("deletedAt");

-- An address that was given up leads to its show or episode for ever: nobody else can take it. After the row, so that
-- of two who write at once the later one sees what the earlier one has committed.
CREATE FUNCTION "refuse_former_show_slug"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM "ShowAlias" WHERE "slug" = NEW."slug" AND "showId" <> NEW."id") THEN
        RAISE EXCEPTION 'The slug % leads to another show.', NEW."slug" USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "former_slugs_stay" AFTER INSERT OR UPDATE OF "slug" ON "Show"
    FOR EACH ROW EXECUTE FUNCTION "refuse_former_show_slug"();

CREATE FUNCTION "refuse_former_episode_slug"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM "EpisodeAlias"
        WHERE "showId" = NEW."showId" AND "slug" = NEW."slug" AND "episodeId" <> NEW."id") THEN
        RAISE EXCEPTION 'The slug % leads to another episode.', NEW."slug" USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "former_slugs_stay" AFTER INSERT OR UPDATE OF "slug" ON "Episode"
    FOR EACH ROW EXECUTE FUNCTION "refuse_former_episode_slug"();

-- `changed` also carries "address <show id>": where the show, its feed or one of its episodes is found.
CREATE FUNCTION "tell_show_address"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', 'address ' || NEW."id");
    RETURN NULL;
END $$;
CREATE TRIGGER "tell_address" AFTER INSERT OR UPDATE OF "slug", "newFeedUrl", "movedAt", "deletedAt", "goneAt" ON "Show"
    FOR EACH ROW EXECUTE FUNCTION "tell_show_address"();

CREATE FUNCTION "tell_alias"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', 'address ' || COALESCE(NEW."showId", OLD."showId"));
    RETURN NULL;
END $$;
CREATE TRIGGER "tell_address" AFTER INSERT OR DELETE ON "ShowAlias" FOR EACH ROW EXECUTE FUNCTION "tell_alias"();
CREATE TRIGGER "tell_address" AFTER INSERT OR DELETE ON "EpisodeAlias" FOR EACH ROW EXECUTE FUNCTION "tell_alias"();

-- Only of an episode that had another address or is deleted, since no other is looked up by its address in memory.
CREATE FUNCTION "tell_episode_address"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD."deletedAt" IS NOT NULL OR NEW."deletedAt" IS NOT NULL
        OR EXISTS (SELECT FROM "EpisodeAlias" WHERE "episodeId" = NEW."id") THEN
        PERFORM pg_notify('changed', 'address ' || NEW."showId");
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "tell_address" AFTER UPDATE OF "slug", "publishAt", "deletedAt", "goneAt" ON "Episode"
    FOR EACH ROW EXECUTE FUNCTION "tell_episode_address"();

-- What is deleted or brought back is heard, or not, as what is taken back or published.
DROP TRIGGER "tell" ON "Show";
CREATE TRIGGER "tell" AFTER INSERT OR UPDATE OF "artworkId", "deletedAt" ON "Show"
    FOR EACH ROW EXECUTE FUNCTION "tell_media"();
DROP TRIGGER "tell" ON "Episode";
CREATE TRIGGER "tell" AFTER INSERT OR UPDATE OF "publishAt", "enclosureId", "artworkId", "deletedAt" ON "Episode"
    FOR EACH ROW EXECUTE FUNCTION "tell_media"();
