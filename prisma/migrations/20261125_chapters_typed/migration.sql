-- Chapters of before came from files: other audio with chapters of its own may replace them.
ALTER TABLE "Episode" ADD COLUMN "chaptersTyped" BOOLEAN NOT NULL DEFAULT false;
