/** The words of the pages on which a podcast moves in, in German. */
export const imports = {
  title: 'Podcast übernehmen',
  link: 'Podcast von einem anderen Anbieter übernehmen',
  about:
    'Hier zieht ein Podcast mit allem um: Texte, Audio, Bilder, Kapitel, Transkripte, Personen und Daten. Wer ihn abonniert hat, merkt davon nichts, wenn am Ende der alte Anbieter auf den neuen Feed weiterleitet. Wie das geht, steht dann hier.',
  first: 'Zuerst liest ein Probelauf nur den Feed und sagt, was käme und was nicht geht. Dabei ändert sich nichts.',
  url: 'Adresse des bisherigen Feeds',
  urlHint: 'Die Adresse, die Podcast-Apps abonnieren. Der bisherige Anbieter zeigt sie als „RSS-Feed“.',
  slug: 'Adresse der Seite hier',
  slugHint: 'Der letzte Teil der Adresse: a–z, 0–9 und Bindestriche. Ohne Angabe wird sie aus dem Titel gemacht.',
  dryRun: 'Probelauf starten',
  start: 'Jetzt übernehmen',
  again: 'Noch einmal übernehmen',
  startHint: 'Die Folgen behalten ihre Daten und sind hier sofort öffentlich. Der alte Feed bleibt, wie er ist.',
  againHint:
    'So oft Sie wollen: Was hier ist, bleibt, wie es ist. Neues kommt dazu, was einer Folge fehlt, wird ergänzt, und was nicht ging, wird noch einmal versucht.',
  owner: 'Der Podcast gehört uns, und wir dürfen ihn hierher holen.',
  ownerHint: 'Der Feed ist beim alten Anbieter gegen Übernahme gesperrt. Ohne diese Bestätigung bleibt er dort.',
  former: 'Bisherige Übernahmen',
  columns: { feed: 'Feed', kind: 'Art', state: 'Stand', begun: 'Begonnen' },
  kinds: { dryRun: 'Probelauf', real: 'Übernahme' },
  states: { waiting: 'Wartet', running: 'Läuft', done: 'Fertig', failed: 'Gescheitert' },
  headings: {
    waiting: 'Gleich geht es los',
    running: 'Es läuft',
    dryRun: 'Das käme mit',
    done: 'Der Podcast ist hier',
    failed: 'Das ging nicht',
  },
  reading: 'Der Feed wird gelesen.',
  progress: 'Fortschritt',
  /** So much at least: it is said anew at steps only. */
  told: (percent: number) => {
    if (percent === 0) return 'Die ersten Folgen werden angesehen.'
    return percent === 100 ? 'Alle Folgen sind angesehen.' : `Mindestens ${percent} % der Folgen sind angesehen.`
  },
  episodes: 'Folgen',
  counted: (done: number, total: number) =>
    `${done.toLocaleString('de')} von ${total === 1 ? 'einer Folge' : `${total.toLocaleString('de')} Folgen`}`,
  leave: 'Sie können diese Seite schließen. Die Übernahme läuft weiter, auch wenn der Dienst neu startet.',
  reload: 'Stand neu laden',
  warnings: 'Was dabei zu wissen ist',
  steps: 'Was jetzt zu tun ist',
  toShow: 'Zum Podcast',
  feed: 'Adresse des Feeds hier',
  outcomes: {
    all: 'alle',
    planned: (count: number) => `${count} ${count === 1 ? 'würde' : 'würden'} übernommen`,
    imported: (count: number) => `${count} übernommen`,
    unchanged: (count: number) => `${count} ${count === 1 ? 'war' : 'waren'} schon hier`,
    failed: (count: number) => `${count} ${count === 1 ? 'ging' : 'gingen'} nicht`,
  },
  outcome: { planned: 'Würde übernommen', imported: 'Übernommen', unchanged: 'War schon hier', failed: 'Ging nicht' },
  filter: 'Folgen nach Ergebnis',
  episodeColumns: { title: 'Folge', outcome: 'Ergebnis', told: 'Hinweise' },
  noTitle: '(ohne Titel)',
  more: 'Weitere Folgen',
}

export type ImportWords = typeof imports
