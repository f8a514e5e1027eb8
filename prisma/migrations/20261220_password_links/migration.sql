CREATE TABLE "PasswordLink" (
    "personId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PasswordLink_pkey" PRIMARY KEY ("personId"),
    CONSTRAINT "PasswordLink_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "PasswordLink_hash_key" ON "PasswordLink"("hash");
CREATE INDEX "PasswordLink_expiresAt_idx" ON "PasswordLink"("expiresAt");
