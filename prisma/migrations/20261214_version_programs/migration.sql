-- Two API keys may have one name: versions say which of them it was.
ALTER TABLE "EpisodeVersion" ADD COLUMN "programId" UUID;
