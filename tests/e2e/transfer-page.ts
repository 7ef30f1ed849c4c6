import { expect } from '@playwright/test'
import type { AppUnderTest } from './app-under-test'
import { RillPage } from './rill-page'

/** Imports and exports as a person makes them; the system's dialogs are answered with files that are given. */
export class TransferPage {
  readonly rill: RillPage

  constructor(private readonly app: Pick<AppUnderTest, 'electron' | 'page'>) {
    this.rill = new RillPage(app.page)
  }

  async saveAs(file: string): Promise<void> {
    await this.app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, file)
  }

  async choose(file: string): Promise<void> {
    await this.app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    }, file)
  }

  /** Through the settings and the dry run; leaves the dialog at its report. */
  async import(file: string): Promise<void> {
    const { rill } = this
    await this.choose(file)
    await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
    await rill.main.getByRole('button', { name: rill.say('transfer_import_choose') }).click()
    await expect(this.app.page.getByText(rill.say('transfer_dry_run'))).toBeVisible()
    await this.app.page.getByRole('button', { name: rill.say('transfer_import'), exact: true }).click()
    await expect(this.app.page.getByText(rill.say('transfer_imported'))).toBeVisible()
  }

  async closeReport(): Promise<void> {
    await this.app.page.getByRole('button', { name: this.rill.say('transfer_close'), exact: true }).click()
  }

  /** Everything as Rill's own form, through the settings. */
  async exportAll(file: string): Promise<void> {
    const { rill } = this
    await this.saveAs(file)
    await rill.sidebar.getByRole('button', { name: rill.say('history_settings') }).click()
    await rill.main.getByRole('button', { name: rill.say('transfer_export') }).click()
    await this.save(file)
  }

  /** Answers the open export dialog, and waits until the file is there. */
  async save(file: string): Promise<void> {
    const dialog = this.app.page.getByRole('dialog')
    await dialog.getByRole('button', { name: this.rill.say('transfer_save') }).click()
    const name = file.slice(file.lastIndexOf('/') + 1)
    await expect(this.app.page.getByText(this.rill.say('transfer_exported', { name }))).toBeVisible()
  }
}
