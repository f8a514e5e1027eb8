ALTER TABLE "FeedImport"
    ADD COLUMN "runner" TEXT,
    ADD COLUMN "aliveAt" TIMESTAMPTZ(3);
