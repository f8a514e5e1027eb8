/** A date and a time that are typed, in German. */
export const when = {
  day: 'Tag',
  time: 'Uhrzeit',
  zone: (name: string) => `Es gilt die Uhrzeit von ${PLACES[name] ?? name}.`,
  noDay: 'Geben Sie zur Uhrzeit den Tag an.',
  noTime: 'Geben Sie zum Tag die Uhrzeit an.',
  badDay: 'Diesen Tag gibt es nicht. Schreiben Sie ihn so: 2026-12-01.',
  badYear: 'Wählen Sie einen Tag in den Jahren 1970 bis 2100.',
  badTime: 'Diese Uhrzeit gibt es nicht. Schreiben Sie sie so: 06:00.',
  leftOut:
    'Diese Uhrzeit gibt es an dem Tag nicht, weil die Uhr auf Sommerzeit vorgestellt wird. Nehmen Sie eine Stunde früher oder später.',
  twice:
    'Diese Uhrzeit kommt an dem Tag zweimal, weil die Uhr zurückgestellt wird. Wählen Sie, welche von beiden Sie meinen.',
  turn: 'Welche von beiden?',
  choose: 'Bitte wählen',
}

const PLACES: Record<string, string> = { 'Europe/Berlin': 'Berlin' }

/** What the button of a draft does, which is told by the answer that is chosen; without script it is either. */
const open = { now: 'Veröffentlichen', ahead: 'Planen', either: 'Veröffentlichen oder planen' }

/** When listeners get an episode, in German. */
export const publication = {
  heading: 'Veröffentlichung',
  told: {
    draft: () => '',
    scheduled: (moment: string) => `Die Folge erscheint am ${moment}.`,
    published: (moment: string) => `Die Folge ist seit ${moment} veröffentlicht.`,
  },
  ready: 'Der Veröffentlichung steht nichts im Weg.',
  blocked: 'Das fehlt noch',
  setAside: 'Das wurde zurückgestellt',
  because: (reason: string) => `Grund: ${reason}`,
  advice: (count: number) => (count === 1 ? 'Eine Empfehlung' : `${count} Empfehlungen`),
  when: 'Wann soll die Folge erscheinen?',
  change: 'Wann soll die Folge stattdessen erscheinen?',
  now: 'Sofort',
  atMoment: 'Zu diesem Zeitpunkt (ein vergangener ist erlaubt):',
  savesFirst: 'Auf dieser Seite ist noch nicht alles gespeichert. Bitte prüfen Sie zuerst:',
  kept: {
    keptHere: 'Der Zeitpunkt gilt noch nicht.',
    stays: 'Ihre Angabe bleibt in diesem Browser.',
    staysNot:
      'Dieser Browser bewahrt nichts auf: Ihre Angabe geht verloren, wenn Sie die Seite verlassen, ohne sie zu senden.',
  },
  button: {
    draft: open,
    returned: open,
    waiting: { now: 'Freigeben und veröffentlichen', ahead: 'Freigeben und planen', either: 'Freigeben' },
    scheduled: {
      ...{ now: 'Jetzt veröffentlichen', ahead: 'Zeitpunkt ändern' },
      either: 'Veröffentlichen oder Zeitpunkt ändern',
    },
    published: { now: 'Zeitpunkt ändern', ahead: 'Zurücknehmen und planen', either: 'Zeitpunkt ändern' },
  },
  noMoment: 'Geben Sie Tag und Uhrzeit an, oder wählen Sie „Sofort“.',
  changedMeanwhile: (moment: string | null, isOwn: boolean) => {
    const who = isOwn ? 'Sie selbst haben in einem anderen Fenster' : 'Jemand anderes hat'
    const what = moment
      ? `die Veröffentlichung inzwischen geändert: auf ${moment}.`
      : 'die Folge inzwischen zum Entwurf gemacht.'
    return `${who} ${what} Senden Sie Ihre Angabe noch einmal, wenn sie trotzdem gelten soll.`
  },
  somebodyElse: 'jemand anderes',
  unknownChanges: (name: string, changed: string) =>
    `Nichts wurde veröffentlicht: Seit Sie diese Seite geöffnet haben, hat ${name} die Folge geändert. Anders als vorher: ${changed}. Sehen Sie sich an, was neu ist. Soll sie so erscheinen, senden Sie Ihre Angabe noch einmal.`,
  toChanges: 'Was geändert wurde, zeigt der Verlauf',
  nowOrThen:
    'Sie haben „Sofort“ gewählt und einen Zeitpunkt eingetragen. Wählen Sie „Zu diesem Zeitpunkt“, oder leeren Sie Tag und Uhrzeit.',
  reason: {
    'transcript-missing': 'Ohne Transkript veröffentlichen, weil …',
    'show-moved': 'Trotz Umzug hier veröffentlichen, weil …',
  } as Record<string, string>,
  otherReason: 'Trotzdem veröffentlichen, weil …',
  reasonOfEditors: 'Einen Grund nennt, wer veröffentlichen darf.',
  reasonHint: '10 bis 500 Zeichen. Der Grund bleibt bei der Folge stehen.',
  numberNeeded: 'Geben Sie die Nummer der Folge an: In diesem Podcast hat jede ganze Folge eine.',
  takeBack: { scheduled: 'Doch nicht veröffentlichen', published: 'Veröffentlichung zurücknehmen' },
  takeBackMeans: {
    scheduled: 'Die Folge wird wieder zum Entwurf. Gehört hat sie noch niemand.',
    published:
      'Die Folge wird wieder zum Entwurf: Seite, Player und Audio sind sofort nicht mehr erreichbar, und der Feed nennt sie nicht mehr. Wer sie schon geladen hat, behält sie. Veröffentlichen Sie sie später wieder, erkennen Apps sie als dieselbe Folge.',
  },
  afterwards: 'So geht es weiter',
  toPage: 'Seite der Folge ansehen',
  worksThen: 'Adresse und Code können Sie jetzt schon weitergeben. Sie gelten ab dem Zeitpunkt der Veröffentlichung.',
  address: 'Adresse der Seite',
  embed: 'Code zum Einbetten in andere Webseiten',
  feed: 'Adresse des Feeds',
  whenInApps: 'Wann zeigen die Apps die Folge?',
  inApps:
    'Auf ihrer Seite und im eingebetteten Player ist sie zu hören, sobald sie veröffentlicht ist. Podcast-Apps sehen von selbst nach neuen Folgen: die meisten innerhalb einer Stunde, manche erst nach einigen Stunden oder bis zum nächsten Tag. Sie müssen nichts weiter tun.',
  moved:
    'Auf ihrer Seite und im eingebetteten Player ist sie zu hören, sobald sie veröffentlicht ist. Der Feed ist umgezogen: Apps, die dem Umzug gefolgt sind, lesen neue Folgen von hier nicht mehr. Damit auch sie die Folge zeigen, veröffentlichen Sie sie beim neuen Anbieter.',
  somebody: 'Jemand',
  waiting: (name: string, moment: string) => `${name} bittet um Freigabe (${moment}).`,
  wished: (moment: string) => `Gewünscht ist ${moment}.`,
  wishedSoon: 'Gewünscht ist sofort nach der Freigabe.',
  sentBack: (name: string) => `${name} hat die Folge zurückgegeben:`,
  askHint: 'Veröffentlichen darf die Redaktion. Bitten Sie sie um Freigabe, wenn alles fertig ist.',
  wish: 'Wann soll die Folge erscheinen? Leer heißt: sofort nach der Freigabe.',
  ask: 'Um Freigabe bitten',
  withdraw: 'Bitte um Freigabe zurückziehen',
  cannotAsk: {
    noAudio: 'Laden Sie zuerst die Audiodatei hoch.',
    published: 'Die Folge hat inzwischen schon einen Zeitpunkt der Veröffentlichung.',
  },
  answer: 'Was ist noch zu tun?',
  answerHint: 'Höchstens 500 Zeichen. Wer um Freigabe bittet, liest diesen Satz.',
  noAnswer: 'Schreiben Sie in 1 bis 500 Zeichen, was noch zu tun ist.',
  noReview: 'Für diese Folge bittet niemand mehr um Freigabe.',
  sendBack: 'Zurückgeben',
  awaiting: 'Wartet auf Ihre Freigabe',
  sentBackToYou: 'An Sie zurückgegeben',
}
