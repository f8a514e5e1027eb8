-- How often signing in failed, by whose address and from where, both as hashes.
CREATE TABLE "SignInFailure" (
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("subject")
);
CREATE INDEX "SignInFailure_lastAt_idx" ON "SignInFailure"("lastAt");
