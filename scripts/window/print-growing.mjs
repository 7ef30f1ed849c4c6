import { SetUpError } from '../set-up/progress.mjs'

const LOOK_EVERY_MS = 80

/** Prints the text of an answer as it grows in the window, until `isOver`; the last word waits until it is whole. */
export async function printGrowing(answer, isOver, limitMs) {
  const deadline = performance.now() + limitMs
  let printed = ''
  const print = (text) => {
    const rest = text.slice(commonLength(printed, text))
    process.stdout.write(rest)
    printed = text
  }
  for (;;) {
    // Asked before the text is read, so that no text comes after the last reading.
    const over = (await answer.count()) > 0 && (await isOver())
    const text = (await answer.count()) > 0 ? await answer.innerText() : ''
    if (over && text !== '') break
    print(text.slice(0, Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), 0)))
    if (performance.now() > deadline) throw new SetUpError(`The answer did not end within ${limitMs / 1000} s.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  print(await answer.innerText())
  process.stdout.write('\n')
}

/** Markdown that is completed later can change a few characters that are printed already; what follows is printed. */
function commonLength(printed, text) {
  if (text.startsWith(printed)) return printed.length
  let length = 0
  while (length < printed.length && printed[length] === text[length]) length += 1
  return length
}
