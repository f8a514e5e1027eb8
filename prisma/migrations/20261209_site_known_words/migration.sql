-- In the order of their bytes, so that words that begin alike are a range of an index, and backwards those that end alike.
CREATE TABLE "KnownWord" (
    "stemming" "Stemming" NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "KnownWord_pkey" PRIMARY KEY ("stemming", "word")
);
CREATE INDEX "KnownWord_backwards_idx" ON "KnownWord"("stemming", reverse("word"));
INSERT INTO "KnownWord" ("stemming", "word")
SELECT DISTINCT "stemming", "lexeme" FROM "PartWords", unnest("words");
