import { expect, test } from './app.fixture'
import { drop } from './drop-image'
import { tray } from './image-page'

test('a file that is dropped anywhere on a conversation goes into its question, and elsewhere is refused in words', async ({ app, rill }) => {
  const { page } = app
  const refusal = page.getByText(rill.say('chat_no_files'))
  await rill.composer.waitFor()
  const address = page.url()
  await drop(page, 30, 20, 'main section')
  await expect(tray(rill)).toHaveCount(1)
  await expect(rill.composer).toBeFocused()
  await rill.ask('What is this?')
  await rill.finished()
  await drop(page, 40, 20, 'main article')
  await expect(tray(rill)).toHaveCount(1)
  await drop(page, 50, 20, 'nav')
  await expect(tray(rill)).toHaveCount(2)
  await drop(page, 0, 0, 'main article')
  await expect(rill.main.getByText(rill.say('chat_image_kind'))).toBeVisible()
  await expect(refusal).toBeHidden()

  // A picture of the page that is moved a little is not meant.
  await page.evaluate(() => document.querySelector('main article')?.dispatchEvent(new DragEvent('dragstart', { bubbles: true })))
  await drop(page, 60, 20, 'main header')
  await page.evaluate(() => document.querySelector('main article')?.dispatchEvent(new DragEvent('dragend', { bubbles: true })))
  await drop(page, 70, 20, 'main header')
  await expect(tray(rill)).toHaveCount(3)

  await page.keyboard.press('Control+T')
  await rill.main.getByRole('textbox', { name: rill.say('translate_source') }).waitFor()
  await drop(page, 80, 20, 'main')
  await expect(refusal).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rill.composer).toBeVisible()
  await expect(tray(rill)).toHaveCount(3)
  expect(page.url().split('#')[0]).toBe(address.split('#')[0])
})

test('files that are held over the window are expected where they will go', async ({ app, rill }) => {
  const { page } = app
  const hint = rill.main.getByText(rill.say('chat_image_drop'))
  const hold = (type: string): Promise<void> =>
    page.evaluate((type) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'a.png', { type: 'image/png' }))
      document.querySelector('nav')?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }, type)
  await rill.composer.waitFor()
  await hold('dragover')
  await expect(hint).toBeVisible()
  await hold('dragleave')
  await expect(hint).toBeHidden()
})
