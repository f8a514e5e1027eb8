-- What is there keeps the addresses of its media, unless its slug follows its title: then it never had a date.
ALTER TABLE "Episode" ADD COLUMN "hadDate" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Episode" ALTER COLUMN "hadDate" SET DEFAULT false;
UPDATE "Episode" SET "hadDate" = false WHERE NOT "slugStays";

CREATE OR REPLACE FUNCTION "keep_dated_slug"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."slugStays" := true;
    NEW."hadDate" := true;
    RETURN NEW;
END $$;
