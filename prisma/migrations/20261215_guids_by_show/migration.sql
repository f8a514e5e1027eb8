-- A guid identifies an episode in its feed (RSS 2.0): feeds of different hosts that number their episodes can both move in.
CREATE UNIQUE INDEX "Episode_showId_guid_key" ON "Episode"("showId", "guid");
DROP INDEX "Episode_guid_key";
