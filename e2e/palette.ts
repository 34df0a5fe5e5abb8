// The command palette as a person uses it: by keys alone.
import { expect, type Locator, type Page } from '@playwright/test'

export const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Command palette' })
export const field = (page: Page): Locator => palette(page).getByRole('combobox', { name: 'Command' })

/** The option that Enter would run: the field names it, it has no focus itself. */
export const activeOption = (page: Page): Locator =>
  page.locator('xpath=//*[@role="option"][@id=//*[@role="combobox"]/@aria-activedescendant]')

/** Opens the palette and types. */
export async function search(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(typed)
}

/** Runs a command by its whole name, such as `Edit: Undo`, once it can be run: what came before may still be at work. */
export async function run(page: Page, label: string): Promise<void> {
  await search(page, label)
  await expect(activeOption(page)).toHaveAccessibleName(new RegExp(`^${label.replace(/[.…]/g, '.')}(,|$)`))
  await expect(activeOption(page)).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toHaveCount(0)
}

/** Goes to a file by keys alone; by then the dialog is gone. What is found while one types may be another file: its whole path is waited for. */
export async function goToFile(page: Page, path: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Go to file' })
  await page.keyboard.press('Control+p')
  await expect(dialog.getByRole('combobox', { name: 'Name or address' })).toBeFocused()
  await page.keyboard.type(path)
  await expect(activeOption(page)).toHaveAccessibleName(new RegExp(`!/${path.replaceAll('.', '\\.')}$`))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
}
