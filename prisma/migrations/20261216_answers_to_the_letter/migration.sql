-- An answer is given again to the letter: jsonb puts names into another order, json keeps the text.
ALTER TABLE "Answer" ALTER COLUMN "body" TYPE json;
