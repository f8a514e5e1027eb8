-- As people look for them: "Äpfel" beside "Apfel", "Folge 2" before "Folge 10", whatever the database's own order is.
CREATE COLLATION "reading" (provider = icu, locale = 'und-u-kn-true');

ALTER TABLE "Person" ALTER COLUMN "name" SET DATA TYPE TEXT COLLATE "reading";

-- A column that a trigger names keeps its type: both are made again as they were.
DROP TRIGGER "text_changed" ON "Show";
ALTER TABLE "Show" ALTER COLUMN "title" SET DATA TYPE TEXT COLLATE "reading";
CREATE TRIGGER "text_changed" AFTER UPDATE OF "title", "description", "language" ON "Show" FOR EACH ROW
    WHEN ((OLD."title", OLD."description", OLD."language") IS DISTINCT FROM (NEW."title", NEW."description", NEW."language"))
    EXECUTE FUNCTION "show_text_changed"();

DROP TRIGGER "text_changed" ON "Episode";
ALTER TABLE "Episode" ALTER COLUMN "title" SET DATA TYPE TEXT COLLATE "reading";
CREATE TRIGGER "text_changed" AFTER UPDATE OF "title", "description", "notes", "language" ON "Episode" FOR EACH ROW
    WHEN ((OLD."title", OLD."description", OLD."notes", OLD."language")
        IS DISTINCT FROM (NEW."title", NEW."description", NEW."notes", NEW."language"))
    EXECUTE FUNCTION "episode_text_changed"();
