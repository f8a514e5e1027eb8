-- What is there keeps its address; only of new episodes does it follow the title.
ALTER TABLE "Episode" ADD COLUMN "slugStays" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Episode" ALTER COLUMN "slugStays" SET DEFAULT false;

-- From the first date on, also one ahead, the address is passed on: it stays, also when the date is taken back.
CREATE FUNCTION "keep_dated_slug"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."slugStays" := true;
    RETURN NEW;
END $$;
CREATE TRIGGER "dated_slug_stays" BEFORE INSERT OR UPDATE OF "publishAt" ON "Episode"
    FOR EACH ROW WHEN (NEW."publishAt" IS NOT NULL) EXECUTE FUNCTION "keep_dated_slug"();
