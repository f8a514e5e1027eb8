-- The date that was wished stays, for the next time it is asked for.
ALTER TABLE "ReviewRequest" ADD COLUMN "withdrawnAt" TIMESTAMPTZ(3);
