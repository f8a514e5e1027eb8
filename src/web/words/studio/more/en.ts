import type { MoreWords } from './de.ts'

/** The words of the page with what else a podcast says of itself, in English. */
export const more: MoreWords = {
  about: 'All of this is optional. Fill in what your audience should know.',
  save: 'Save further facts',
  nothing: 'nothing',
  choose: 'not said',
  groups: {
    persons: {
      ...{ heading: 'People apps show', add: 'Another person', row: 'Person' },
      hint: 'Who makes the podcast. Episodes that name nobody show these. Each needs a name.',
    },
    seasons: {
      ...{ heading: 'Names of seasons', add: 'Another season', row: 'Season' },
      hint: 'Apps show the name beside the number. Each season needs both.',
    },
    locations: {
      ...{ heading: 'Places', add: 'Another place', row: 'Place' },
      hint: 'What it is about, or where the podcast is made. Name no private addresses. Each place needs a name.',
    },
    funding: {
      ...{ heading: 'Support', add: 'Another link', row: 'Link' },
      hint: 'Pages on which the podcast can be supported. Each needs an address and a text. Public bodies seldom need this.',
    },
    socialInteract: {
      ...{ heading: 'Discussion in social networks', add: 'Another post', row: 'Post' },
      hint: 'A post below which the podcast is discussed: it needs a network and an address. Where no discussion is wanted, all else stays empty.',
    },
    podroll: {
      ...{ heading: 'Recommended podcasts', add: 'Another podcast', row: 'Podcast' },
      hint: 'Each needs its podcast:guid. It stands in the feed of the other podcast and in directories.',
    },
    txt: {
      ...{ heading: 'Texts for services', add: 'Another text', row: 'Text' },
      hint: 'Some directories want to see a text in the feed to check whose it is. The text is needed, the purpose is not.',
    },
  },
  frequency: 'When new episodes come',
  kind: 'Kind of feed, and who publishes it',
  labels: {
    medium: 'What the feed holds',
    frequencyText: 'In words',
    frequencyRule: 'As a rule for programs',
    frequencyStart: 'From when on',
    publisherGuid: 'podcast:guid of the publisher',
    publisherUrl: 'Feed of the publisher',
  },
  hints: {
    medium: undefined,
    frequencyText: 'For example: every second Tuesday. It is shown on the page and in apps.',
    frequencyRule: 'As RFC 5545 writes it, such as FREQ=WEEKLY;INTERVAL=2;BYDAY=TU.',
    frequencyStart: 'A day such as 2026-10-25, or a time such as 2026-10-25T06:00:00+01:00.',
    publisherGuid: 'Only if your organisation has a feed of its own as a publisher.',
    publisherUrl: undefined,
  },
  parts: {
    season: { number: 'Number', name: 'Name' },
    place: {
      ...{ name: 'Name', rel: 'Meaning', geo: 'On the map (geo:50.9787,11.0328)' },
      ...{ country: 'Country as its code (DE)', osm: 'OpenStreetMap object (R62693)' },
    },
    funding: { url: 'Address', text: 'What apps show beside it' },
    post: {
      ...{ protocol: 'Network', uri: 'Address of the post', accountId: 'Account', accountUrl: 'Page of the account' },
      priority: 'Rank (1 first)',
    },
    podroll: { feedGuid: 'podcast:guid', title: 'Title', feedUrl: 'Feed', medium: 'What it holds' },
    txt: { purpose: 'Purpose', value: 'Text' },
  },
  rels: { subject: 'It is about this place', creator: 'The podcast is made there' },
  mediums: {
    ...{ podcast: 'Podcast', music: 'Music', video: 'Video', film: 'Film', audiobook: 'Audiobook' },
    ...{ newsletter: 'Newsletter', blog: 'Blog', course: 'Course', publisher: 'Publisher' },
  },
  protocols: { disabled: 'No discussion wanted', activitypub: 'Fediverse (ActivityPub)' },
  remove: (name) => `Remove ${name}`,
}
