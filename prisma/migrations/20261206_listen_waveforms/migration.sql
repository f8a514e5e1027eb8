CREATE TABLE "Waveform" (
    "enclosureId" UUID NOT NULL,
    "gains" BYTEA NOT NULL,

    CONSTRAINT "Waveform_pkey" PRIMARY KEY ("enclosureId"),
    CONSTRAINT "Waveform_enclosureId_fkey" FOREIGN KEY ("enclosureId") REFERENCES "Enclosure"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
