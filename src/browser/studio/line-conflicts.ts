import { type Line, lineKey } from '../../lib/cue-edits.ts'
import { type RunChange, replaceRuns } from '../../lib/replace-runs.ts'
import { lineButton } from './line-button.ts'
import type { lineList, Whereabouts } from './line-list.ts'
import type { LineWords } from './line-words.ts'

/**
 * Changes of lines that others changed too. Each is shown in the row where the others' version stands, until one of both
 * is chosen there; `onChoose` is told the row then, with the list as it is chosen.
 */
export function lineConflicts(
  list: ReturnType<typeof lineList>,
  words: LineWords,
  onChoose: (row: HTMLElement) => void,
) {
  let open: RunChange<Line>[] = []
  const boxes = new Set<HTMLElement>()

  /**
   * The lines as they are kept now, with these changes made of them. What others changed too is to be chosen about; not what
   * was `sent` from here and stands there.
   */
  function merge(
    saved: readonly Line[],
    changes: readonly RunChange<Line>[],
    sent: readonly RunChange<Line>[],
  ): Line[] {
    const own = changes.map((change) => upon(change, saved, sent))
    const { list: merged, lost } = replaceRuns(saved, own, lineKey)
    open = lost.map((index) => own[index]!).filter((change) => !stands(saved, change))
    return merged
  }

  /** In the rows that are shown. */
  function show() {
    for (const box of boxes) box.remove()
    boxes.clear()
    for (const change of open) compare(change)
  }

  /** Brings the part of the list with the first of them, unless one is to be seen. */
  function reveal() {
    if (open[0] && boxes.size === 0) list.reveal(whereabouts(open[0]))
  }

  function compare(change: RunChange<Line>) {
    const row = list.rowOf(whereabouts(change))
    if (!row) return
    const [box, said, mine] = [
      document.createElement('div'),
      document.createElement('p'),
      document.createElement('pre'),
    ]
    said.textContent = words.theirs
    mine.textContent = textOf(change) || words.mine
    box.className = 'theirs'
    const choose = (take: () => void) => () => {
      box.remove()
      boxes.delete(box)
      open = open.filter((one) => one !== change)
      take()
      onChoose(row)
    }
    const takeMine = lineButton(
      words.takeMine,
      choose(() => replaceTheirs(row, change)),
    )
    const leaveTheirs = lineButton(
      words.leaveTheirs,
      choose(() => undefined),
    )
    box.append(said, mine, takeMine, ' ', leaveTheirs)
    row.append(box)
    boxes.add(box)
  }

  function replaceTheirs(row: HTMLElement, change: RunChange<Line>) {
    const theirs = list.lineOf(row)!
    const { speaker, unread } = change.now[0] ?? theirs
    const mine = { ...theirs, ...(speaker && { speaker }), ...(unread && { unread }), text: textOf(change) }
    list.replace(theirs, change.now.length > 0 ? [mine] : [], row, null)
  }

  return {
    merge,
    show,
    reveal,
    get open() {
      return open
    },
  }
}

/** Whether it is there already: others made the same change, or an answer got lost. */
function stands(saved: readonly Line[], { at, now }: RunChange<Line>): boolean {
  const there = saved.slice(at, at + now.length)
  return now.length > 0 && areSame(there, now)
}

const areSame = (some: readonly Line[], others: readonly Line[]) =>
  some.map(lineKey).join() === others.map(lineKey).join()

/** A change of the same line as one that was sent and stands is a change of what that made of it. */
function upon(change: RunChange<Line>, saved: readonly Line[], sent: readonly RunChange<Line>[]): RunChange<Line> {
  const isOfSame = ({ at, was }: RunChange<Line>) => at === change.at && areSame(was, change.was)
  const arrived = sent.find((one) => isOfSame(one) && stands(saved, one))
  return arrived ? { ...change, was: arrived.now } : change
}

const textOf = ({ now }: RunChange<Line>) => now.map((line) => line.text).join(' ')

const whereabouts = ({ at, was }: RunChange<Line>): Whereabouts => ({ seconds: was[0]?.startSeconds, at })
