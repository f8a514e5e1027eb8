import type { Config } from '../../config.ts'
import { feedUrl, showUrl } from '../../shows/addresses.ts'

interface Moved {
  oldFeed: string
  /** Whether the show has a cover here. */
  hasCover: boolean
}

/** What is to be done, most of it at the old host, so that nobody loses the show: in the order in which it is done. */
export function nextSteps(config: Config, slug: string, { oldFeed, hasCover }: Moved): { de: string[]; en: string[] } {
  const [page, feed] = [showUrl(config, slug), feedUrl(config, slug)]
  return {
    de: [
      ...(hasCover
        ? []
        : [
            'Laden Sie hier ein Titelbild hoch: Der Podcast hat keines, und ohne eines nimmt ihn kein Verzeichnis auf.',
          ]),
      `Sehen Sie sich den Podcast hier an (${page}) und abonnieren Sie ${feed} zur Probe in einer Podcast-App.`,
      'Veröffentlichen Sie neue Folgen ab jetzt nur noch hier.',
      'Entsperren Sie den Feed beim alten Anbieter, falls er gesperrt ist (podcast:locked auf „no“).',
      `Tragen Sie beim alten Anbieter ${feed} als neue Feed-Adresse ein (itunes:new-feed-url).`,
      `Richten Sie dort eine dauerhafte Weiterleitung (301) von ${oldFeed} auf ${feed} ein. Apps folgen ihr und merken sich die neue Adresse.`,
      'Lassen Sie beides mindestens sechs Monate bestehen, besser für immer, und löschen Sie beim alten Anbieter bis dahin nichts: Manche Apps fragen selten nach.',
      'Prüfen Sie nach einigen Tagen in Apple Podcasts Connect und Spotify for Creators, ob dort die neue Adresse steht, und ändern Sie sie sonst von Hand.',
    ],
    en: [
      ...(hasCover ? [] : ['Upload a cover here: the show has none, and no directory takes it without one.']),
      `Look at the show here (${page}), and subscribe to ${feed} in a podcast app to try it.`,
      'From now on publish new episodes here only.',
      'Unlock the feed at the old host if it is locked (podcast:locked set to “no”).',
      `Enter ${feed} at the old host as the new address of the feed (itunes:new-feed-url).`,
      `Set up a permanent redirect (301) there from ${oldFeed} to ${feed}. Apps follow it and remember the new address.`,
      'Keep both for at least six months, better for ever, and delete nothing at the old host until then: some apps ask rarely.',
      'After a few days look into Apple Podcasts Connect and Spotify for Creators whether the new address is there, and change it by hand where it is not.',
    ],
  }
}
