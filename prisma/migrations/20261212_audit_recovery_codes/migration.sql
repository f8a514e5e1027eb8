-- Recovery codes can be had beside passkeys alone. Those of codes that are switched on were shown.
ALTER TABLE "TwoFactor" ADD COLUMN "hasRecoveryCodes" BOOLEAN NOT NULL DEFAULT false;
UPDATE "TwoFactor" SET "hasRecoveryCodes" = "verified";
