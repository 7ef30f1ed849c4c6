import { describe, expect, it } from 'vitest'
import { countIn, foldText } from '../find-text'
import { shownText } from './shown-text'

/** How often what is typed is shown. */
function count(markdown: string, typed: string): number {
  return countIn(shownText(markdown), foldText(typed))
}

const SHOWN: readonly (readonly [markdown: string, typed: string])[] = [
  ['pulls **hard**er on', 'harder'],
  ['潮汐**表**与潮汐', '潮汐表'],
  ['_Tides_ come', 'tides come'],
  ['__Tides__ and *ebb* and ~~flow~~ come', 'tides and ebb and flow come'],
  ['a ***very* strong** tide', 'very strong tide'],
  ['call `a*b` now', 'a*b now'],
  ['call ``a`b`` now', 'a`b now'],
  ['H<sub>2</sub>O', 'H2O'],
  ['AT&amp;T', 'at&t'],
  ['where a &lt; b', 'a < b'],
  ['one<br>two', 'one two'],
  ['see [the tides](https://a.example/tides_(sea) "Tides") here', 'the tides here'],
  ['[the page][1] is\n\n[1]: https://a.example', 'page is'],
  ['[the page] is\n\n[The  Page]: https://a.example', 'the page is'],
  ['[![the moon](moon.png)](https://a.example) above', 'the moon above'],
  ['![](https://a.example/moon.png)', 'a.example/moon'],
  ['<https://a.example> says', 'https://a.example says'],
  ['5 \\* 3 \\_is\\_', '5 * 3 _is_'],
  ['tides[^moon] come\n\n[^moon]: The moon pulls.', 'tides1 come'],
  ['a[^x] b[^y] c[^x]\n\n[^x]: x\n[^y]: y', 'a1 b2 c1'],
  ['> the quick\n> brown', 'quick brown'],
  ['> the quick\nbrown', 'quick brown'],
  ['- the quick\n  brown', 'quick brown'],
  ['> 1. one\n> 2. the quick\n>    brown', 'quick brown'],
  ['a hard\\\nbreak', 'hard break'],
  ['## The *tides* ##', 'the tides'],
  ['| the `a\\|b` | moon |\n|---|:-:|\n| **ti**de | sea |', 'tide'],
  ['| the `a\\|b` | moon |\n|---|---|', 'the a|b'],
  ['so $E = mc^2$ holds', 'mc2 holds'],
  ['$$\n\\alpha\n- b\n$$', 'α-b'],
  ['\\(\\sin x\\)', 'sinx'],
  ['costs $5 and 6$', '$5 and 6$'],
  ['```ts\nlet **a** = `b`\n```', '**a** = `b`'],
  ['> ```\n> *a*\n> ```', '*a*']
]

const AS_WRITTEN = [
  'snake_case_name', '2 * 3 * 4', '5*3', 'a [x] b', 'a[0][1]', '[the page][1] is', '~5 to ~6', '&nosuch; thing',
  'not[^a] a note', '|x| is |y|', 'In\n1987. that was', '#tides', 'a **b', 'US$5 or US$6'
]

const NOT_SHOWN: readonly (readonly [markdown: string, typed: string])[] = [
  ['[the moon](https://a.example/tides)', 'tides'],
  ['[a]: https://a.example/tides', 'tides'],
  ['so $\\frac{1}{2}$', 'frac'],
  ['first end\n\nsecond', 'end second'],
  ['- one\n- two', 'one two'],
  ['| a | b |\n|---|---|\n| c | d |', 'a b'],
  ['# Title\ntext', 'title text'],
  ['```ts\ncode\n```', 'ts'],
  ['- [x] done', '[x]']
]

describe('what is counted in Markdown', () => {
  it.each(SHOWN)('%j shows %j', (markdown, typed) => expect(count(markdown, typed)).toBe(1))
  it.each(AS_WRITTEN)('%j is shown as it is written', (text) => expect(count(text, text)).toBe(1))
  it.each(NOT_SHOWN)('%j does not show %j', (markdown, typed) => expect(count(markdown, typed)).toBe(0))
})

// Where each beginning is looked at to the end, these do not come to their own end.
it.each([
  '[', '[a](b ', '[a](b "', '[a](', '![', '[a](b', '[[x]', '`', '``a`', '*a', '*a _b ', '**a*', '_', '~~', '$', '$a ',
  '$$', '\\(', '\\[', '\\[a\n', '$$\n', '<a', '&a', '> ', '- ', '1. ', '|', '|-', ':-:|', '# ', '#\n', '```\n', '~~~\n\n',
  '[^a', '[a]:', '[a]: b\n', '\\', ' ', '- > ', '\n', 'a \n', '<https:', '\0'
])('reads nothing but %j', (piece) => {
  expect(shownText(piece.repeat(Math.ceil(300_000 / piece.length))).length).toBeGreaterThanOrEqual(0)
})
