-- Words backwards, in the order of their bytes: whatever ends alike is a range of the index.
CREATE TABLE "KnownWord" (
    "stemming" "Stemming" NOT NULL,
    "reversed" TEXT COLLATE "C" NOT NULL,
    CONSTRAINT "KnownWord_pkey" PRIMARY KEY ("stemming", "reversed")
);
INSERT INTO "KnownWord" ("stemming", "reversed")
SELECT DISTINCT "stemming", reverse("lexeme") FROM "PartWords", unnest("words");
