import { HtmlValidate } from 'html-validate'

/** The rules of HTML and those of accessibility that can be read from markup. */
const validatorOf = (rules: Record<string, ['error', object]>) =>
  new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
    // Files of this host come by the same connection as the page that names their hash.
    rules: { 'require-sri': ['error', { target: 'crossorigin' }], ...rules },
  })

const strict = validatorOf({})
const withSummary = validatorOf({ 'heading-level': ['error', { minInitialRank: 'h2' }] })

/** What is wrong with a page, each with its place. A summary of errors stands before the heading of its page. */
export async function faultsIn(markup: string, { hasSummary = false } = {}): Promise<string[]> {
  const { results } = await (hasSummary ? withSummary : strict).validateString(markup)
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line, offset }) =>
        `${ruleId} (${line}): ${message} …${markup.slice(offset - 40, offset + 60)}`,
    ),
  )
}
