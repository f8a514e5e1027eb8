CREATE TYPE "TranscriptTimes" AS ENUM ('none', 'starts', 'spans');

ALTER TABLE "Transcript" ADD COLUMN "times" "TranscriptTimes" NOT NULL DEFAULT 'none';
