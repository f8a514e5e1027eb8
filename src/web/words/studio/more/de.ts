/** The words of the page with what else a podcast says of itself, in German. */
export const more = {
  about: 'Alles hier ist freiwillig. Füllen Sie aus, was Ihr Publikum wissen soll.',
  save: 'Weitere Angaben speichern',
  nothing: 'nichts',
  choose: 'keine Angabe',
  groups: {
    persons: {
      ...{ heading: 'Personen, die Apps zeigen', add: 'Weitere Person', row: 'Person' },
      hint: 'Wer den Podcast macht. Folgen ohne eigene Angabe zeigen diese Personen. Jede braucht einen Namen.',
    },
    seasons: {
      ...{ heading: 'Namen der Staffeln', add: 'Weitere Staffel', row: 'Staffel' },
      hint: 'Apps zeigen den Namen neben der Nummer. Jede Staffel braucht beides.',
    },
    locations: {
      ...{ heading: 'Orte', add: 'Weiterer Ort', row: 'Ort' },
      hint: 'Worum es geht oder wo der Podcast entsteht. Nennen Sie keine Privatadressen. Jeder Ort braucht einen Namen.',
    },
    funding: {
      ...{ heading: 'Unterstützen', add: 'Weiterer Link', row: 'Link' },
      hint: 'Seiten, auf denen man den Podcast unterstützen kann. Jede braucht Adresse und Text. Behörden brauchen das selten.',
    },
    socialInteract: {
      ...{ heading: 'Gespräch in sozialen Netzen', add: 'Weiterer Beitrag', row: 'Beitrag' },
      hint: 'Ein Beitrag, unter dem über den Podcast gesprochen wird: Nötig sind Netz und Adresse. Ist kein Gespräch erwünscht, bleibt alles andere leer.',
    },
    podroll: {
      ...{ heading: 'Empfohlene Podcasts', add: 'Weiterer Podcast', row: 'Podcast' },
      hint: 'Jeder braucht seine podcast:guid. Sie steht im Feed des anderen Podcasts und in Verzeichnissen.',
    },
    txt: {
      ...{ heading: 'Texte für Dienste', add: 'Weiterer Text', row: 'Text' },
      hint: 'Manche Verzeichnisse wollen einen Text im Feed sehen, um zu prüfen, wem er gehört. Nötig ist der Text, nicht der Zweck.',
    },
  },
  frequency: 'Wann neue Folgen kommen',
  kind: 'Art des Feeds und wer ihn herausgibt',
  labels: {
    medium: 'Was der Feed enthält',
    frequencyText: 'In Worten',
    frequencyRule: 'Als Regel für Programme',
    frequencyStart: 'Ab wann sie gilt',
    publisherGuid: 'podcast:guid des Herausgebers',
    publisherUrl: 'Feed des Herausgebers',
  },
  hints: {
    medium: undefined,
    frequencyText: 'Zum Beispiel: jeden zweiten Dienstag. So steht es auf der Seite und in Apps.',
    frequencyRule: 'Nach RFC 5545, zum Beispiel FREQ=WEEKLY;INTERVAL=2;BYDAY=TU.',
    frequencyStart: 'Ein Tag wie 2026-10-25 oder ein Zeitpunkt wie 2026-10-25T06:00:00+01:00.',
    publisherGuid: 'Nur wenn Ihr Haus einen eigenen Feed als Herausgeber hat.',
    publisherUrl: undefined,
  },
  parts: {
    season: { number: 'Nummer', name: 'Name' },
    place: {
      ...{ name: 'Name', rel: 'Bedeutung', geo: 'Auf der Karte (geo:50.9787,11.0328)' },
      ...{ country: 'Land als Kürzel (DE)', osm: 'Objekt von OpenStreetMap (R62693)' },
    },
    funding: { url: 'Adresse', text: 'Was Apps daneben zeigen' },
    post: {
      ...{ protocol: 'Netz', uri: 'Adresse des Beitrags', accountId: 'Konto', accountUrl: 'Seite des Kontos' },
      priority: 'Rang (1 zuerst)',
    },
    podroll: { feedGuid: 'podcast:guid', title: 'Titel', feedUrl: 'Feed', medium: 'Was er enthält' },
    txt: { purpose: 'Zweck', value: 'Text' },
  },
  rels: { subject: 'Darum geht es', creator: 'Dort entsteht der Podcast' } as Record<string, string>,
  mediums: {
    ...{ podcast: 'Podcast', music: 'Musik', video: 'Video', film: 'Film', audiobook: 'Hörbuch' },
    ...{ newsletter: 'Newsletter', blog: 'Blog', course: 'Kurs', publisher: 'Herausgeber' },
  } as Record<string, string>,
  protocols: { disabled: 'Kein Gespräch erwünscht', activitypub: 'Fediverse (ActivityPub)' } as Record<string, string>,
  remove: (name: string) => `${name} entfernen`,
}

export type MoreWords = typeof more
