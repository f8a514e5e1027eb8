/** The words of the pages that say who may do what, in German. */
export const people = {
  ofShow: {
    about:
      'Diese Menschen arbeiten an diesem Podcast mit. Die Administration dieses Dienstes darf hier ebenfalls alles.',
    members: 'Wer mitarbeitet',
    none: 'Noch arbeitet niemand mit. Laden Sie unten jemanden ein.',
    since: 'dabei seit',
    you: 'Sie selbst',
    role: 'Rolle',
    roleOf: (name: string) => `Rolle: ${name}`,
    change: 'Rolle ändern',
    remove: 'Entfernen …',
    removeMeans: (name: string) =>
      `${name} sieht diesen Podcast danach nicht mehr im Studio, und API-Schlüssel, die ${name} angelegt hat, dürfen hier nichts mehr. Was schon geschrieben ist, bleibt. Sie können ${name} jederzeit wieder einladen.`,
    leaveMeans:
      'Sie sehen diesen Podcast danach selbst nicht mehr im Studio. Zurück kommen Sie nur, wenn jemand anderes Sie wieder einlädt.',
    removeNow: (name: string) => `${name} entfernen`,
    rolesMean: 'Was die Rollen dürfen',
    meanings: {
      reader: 'alles sehen, auch Entwürfe, und nichts ändern.',
      author: 'dazu Folgen hochladen und Entwürfe bearbeiten, aber nichts veröffentlichen.',
      editor: 'dazu veröffentlichen, Veröffentlichtes ändern, Folgen löschen und die Angaben zum Podcast ändern.',
      owner: 'dazu mit dem Podcast umziehen, ihn löschen und hier bestimmen, wer mitarbeitet.',
    },
    invite: 'Jemanden einladen',
    inviteHint:
      'Wer hier schon einen Zugang hat, arbeitet sofort mit. Für alle anderen entsteht ein Link, den Sie selbst weitergeben.',
    email: 'E-Mail-Adresse',
    submit: 'Einladen',
    added: (name: string) => `${name} hat hier schon einen Zugang und arbeitet ab jetzt mit.`,
  },
  done: {
    role: 'Die Rolle ist geändert.',
    removed: 'Entfernt.',
    revoked: 'Die Einladung gilt nicht mehr.',
  },
  invitations: {
    title: 'Offene Einladungen',
    none: 'Keine Einladung ist offen.',
    invitedBy: (name: string) => `eingeladen von ${name}`,
    until: 'gilt bis',
    revoke: 'Zurückziehen',
    made: (email: string) => `Einladung für ${email}`,
    once: (until: string) =>
      `Geben Sie diesen Link weiter, am besten persönlich. Er wird nie wieder angezeigt, kann einmal benutzt werden und gilt bis ${until}.`,
    link: 'Link',
  },
  deactivated: 'gesperrt',
}

export type PeopleWords = typeof people
