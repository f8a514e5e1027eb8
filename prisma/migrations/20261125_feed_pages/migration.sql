CREATE TABLE "FeedPage" (
    "showId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "newestAt" TIMESTAMPTZ(3) NOT NULL,
    "newestId" UUID NOT NULL,
    "linked" BOOLEAN NOT NULL DEFAULT true,
    "etag" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "lastModified" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "FeedPage_pkey" PRIMARY KEY ("showId", "number")
);
ALTER TABLE "FeedPage" ADD CONSTRAINT "FeedPage_showId_fkey" FOREIGN KEY ("showId") REFERENCES "Feed"("showId") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who reads page after page counts on each beginning where the one before ended.
CREATE FUNCTION "refuse_page_move"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Page % of the feed of show % begins where it always began.', OLD."number", OLD."showId";
END $$;
CREATE TRIGGER "page_never_moves" BEFORE UPDATE OF "newestAt", "newestId" ON "FeedPage"
    FOR EACH ROW WHEN (OLD."newestAt" IS DISTINCT FROM NEW."newestAt" OR OLD."newestId" IS DISTINCT FROM NEW."newestId")
    EXECUTE FUNCTION "refuse_page_move"();
