CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "showId" UUID NOT NULL,
    "replacesId" UUID,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "fields" JSONB NOT NULL,
    "episodeId" UUID,
    "notices" JSONB NOT NULL DEFAULT '[]',
    "refusal" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Upload_createdAt_idx" ON "Upload"("createdAt");
