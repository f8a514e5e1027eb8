-- What is over is removed whenever a sign-in with a passkey begins.
CREATE INDEX "Verification_expiresAt_idx" ON "Verification"("expiresAt");
