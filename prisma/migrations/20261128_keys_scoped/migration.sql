-- Keys of programs say what they may, until when, and who made them. Those that exist go on with everything, as before.
ALTER TABLE "Token"
    ADD COLUMN "scope" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN "personId" UUID,
    ADD COLUMN "expiresAt" TIMESTAMPTZ(3),
    ADD COLUMN "lastUsedAt" TIMESTAMPTZ(3);
CREATE INDEX "Token_personId_idx" ON "Token"("personId");
ALTER TABLE "Token" ADD CONSTRAINT "Token_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever is removed takes her keys along, and what was answered to them.
ALTER TABLE "Answer" DROP CONSTRAINT "Answer_tokenId_fkey";
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_tokenId_fkey" FOREIGN KEY ("tokenId") REFERENCES "Token"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Nothing was ever written to it.
DROP TABLE "ApiKey";
