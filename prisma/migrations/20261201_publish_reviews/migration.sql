ALTER TABLE "Show" ADD COLUMN "timeZone" TEXT NOT NULL DEFAULT 'Europe/Berlin';

CREATE TABLE "ReviewRequest" (
    "episodeId" UUID NOT NULL,
    "wishedAt" TIMESTAMPTZ(3),
    "askedById" UUID,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answeredById" UUID,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReviewRequest_pkey" PRIMARY KEY ("episodeId"),
    CONSTRAINT "ReviewRequest_episodeId_fkey" FOREIGN KEY ("episodeId") REFERENCES "Episode"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ReviewRequest_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ReviewRequest_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

CREATE INDEX "ReviewRequest_askedById_idx" ON "ReviewRequest"("askedById");
CREATE INDEX "ReviewRequest_answeredById_idx" ON "ReviewRequest"("answeredById");
