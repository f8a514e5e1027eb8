CREATE TABLE "PreviewLink" (
    "id" UUID NOT NULL,
    "episodeId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PreviewLink_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "PreviewLink_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PreviewLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "PreviewLink_hash_key" ON "PreviewLink"("hash");
CREATE INDEX "PreviewLink_episodeId_idx" ON "PreviewLink"("episodeId");
CREATE INDEX "PreviewLink_createdById_idx" ON "PreviewLink"("createdById");
